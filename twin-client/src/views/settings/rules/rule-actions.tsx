import { useState } from 'react';
import type { AlarmRule, RuleSettings } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { deedWords } from '../../desk/alarm-work/action-words.ts';
import styles from '../settings.module.css';
import { BroadcastActionFields, CommandActionFields } from './new-action.tsx';

type Action = NonNullable<RuleSettings['actions']>[number];

/** Actions that need nothing said beside what they are. */
const PLAIN = ['openCamera', 'flyTo', 'isolateStorey', 'notify', 'callList', 'alertOut'] as const;

/** What follows an alarm: those declared, or what the site has in place of them. `actions` is null where it is as declared. */
export function RuleActions({
  rule,
  actions,
  onChange,
}: {
  rule: AlarmRule;
  actions: readonly Action[] | null;
  onChange(actions: Action[] | null): void;
}) {
  const center = useCenter();
  const format = useFormat();
  const [adding, setAdding] = useState('');
  const standing = actions ?? ((rule.actions ?? []) as readonly Action[]);
  const add = (action: Action) => {
    setAdding('');
    onChange([...standing, action]);
  };
  const { clause } = rule;
  const isThere = (what: string) => standing.some((action) => action.do === what);
  return (
    <section className={styles.part} aria-label={format.text('actions.title')} data-testid="rule-actions">
      <h3>
        {format.text('actions.title')}
        {actions !== null && ` \u00b7 ${format.text('rules.state.changed')}`}
      </h3>
      {standing.length === 0 && <p className={styles.lead}>{format.text('rules.noActions')}</p>}
      <ol className={styles.list}>
        {standing.map((action, at) => {
          const words = deedWords(center, format, action);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same action may stand twice, and rows hold nothing of their own
            <li key={at} data-do={action.do}>
              <span>{words}</span>
              <Button
                look="quiet"
                aria-label={format.text('rules.removeAction', { action: words })}
                onClick={() => onChange(standing.filter((_, other) => other !== at))}
              >
                {format.text('settings.remove')}
              </Button>
            </li>
          );
        })}
      </ol>
      <SelectField
        label={format.text('rules.addAction')}
        value={adding}
        data-testid="rule-add-action"
        onChange={(event) => {
          const what = event.target.value;
          const plain = PLAIN.find((one) => one === what);
          if (plain) add({ do: plain, clause });
          else setAdding(what);
        }}
      >
        <option value="">{format.text('rules.choose')}</option>
        {PLAIN.filter((what) => !isThere(what)).map((what) => (
          <option key={what} value={what}>
            {format.text(`actions.${what}`)}
          </option>
        ))}
        <option value="broadcast">{format.text('rules.action.broadcast')}</option>
        <option value="command">{format.text('rules.action.command')}</option>
      </SelectField>
      {adding === 'broadcast' && <BroadcastActionFields clause={clause} onAdd={add} />}
      {adding === 'command' && <CommandActionFields clause={clause} onAdd={add} />}
      {actions !== null && (
        <Button look="quiet" onClick={() => onChange(null)}>
          {format.text('rules.actionsAsDeclared')}
        </Button>
      )}
    </section>
  );
}
