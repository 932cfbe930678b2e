import { useState } from 'react';
import { BROADCAST_LEVELS, type BroadcastLevel, type RuleSettings } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { ArgField } from '../../desk/commands/arg-field.tsx';
import { firstDrafts, readArgs } from '../../desk/commands/command-args.ts';
import styles from '../settings.module.css';

type Action = NonNullable<RuleSettings['actions']>[number];
type Range = 'device' | 'zone' | 'storey' | 'building' | 'near';
interface NewActionProps {
  readonly clause: string;
  onAdd(action: Action): void;
}

const RANGES = ['device', 'zone', 'storey', 'building', 'near'] as const;
/** Longest text that a loudspeaker takes: its declaration, command play. */
const LONGEST_TEXT = 500;

function RangeField({ value, onChange }: { value: Range; onChange(range: Range): void }) {
  const format = useFormat();
  return (
    <SelectField
      label={format.text('rules.action.within')}
      value={value}
      onChange={(event) => onChange(event.target.value as Range)}
    >
      {RANGES.map((range) => (
        <option key={range} value={range}>
          {format.text(`range.${range}`)}
        </option>
      ))}
    </SelectField>
  );
}

/** A text that loudspeakers near an alarm speak, in both languages. */
export function BroadcastActionFields({ clause, onAdd }: NewActionProps) {
  const format = useFormat();
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [level, setLevel] = useState<BroadcastLevel>('prompt');
  const [within, setWithin] = useState<Range>('near');
  return (
    <div className={styles.added}>
      <TextField
        label={format.text('rules.action.textZh')}
        value={zh}
        maxLength={LONGEST_TEXT}
        onChange={(event) => setZh(event.target.value)}
      />
      <TextField
        label={format.text('rules.action.textEn')}
        value={en}
        maxLength={LONGEST_TEXT}
        onChange={(event) => setEn(event.target.value)}
      />
      <div className={styles.pair}>
        <SelectField
          label={format.text('broadcast.level')}
          value={level}
          onChange={(event) => setLevel(event.target.value as BroadcastLevel)}
        >
          {BROADCAST_LEVELS.map((one) => (
            <option key={one} value={one}>
              {format.text(`level.${one}`)}
            </option>
          ))}
        </SelectField>
        <RangeField value={within} onChange={setWithin} />
      </div>
      <Button
        disabled={zh.trim() === '' || en.trim() === ''}
        onClick={() => onAdd({ do: 'broadcast', text: { zh: zh.trim(), en: en.trim() }, level, within, clause })}
      >
        {format.text('rules.action.add')}
      </Button>
    </div>
  );
}

/** A command that devices of a kind near an alarm are told. */
export function CommandActionFields({ clause, onAdd }: NewActionProps) {
  const { store } = useCenter();
  const format = useFormat();
  const offers = store.catalogue.facilities.flatMap(({ deviceKinds }) =>
    Object.entries(deviceKinds).flatMap(([kind, { label, commands = {} }]) =>
      Object.entries(commands).map(([name, command]) => ({ kind, label, name, command })),
    ),
  );
  const [at, setAt] = useState(0);
  const [within, setWithin] = useState<Range>('zone');
  const offer = offers[at];
  const [drafts, setDrafts] = useState(() => (offer ? firstDrafts(offer.command) : {}));
  if (!offer) return null;
  const args = readArgs(offer.command, drafts);
  return (
    <div className={styles.added}>
      <SelectField
        label={format.text('rules.action.command')}
        value={at}
        onChange={(event) => {
          const next = Number(event.target.value);
          setAt(next);
          setDrafts(firstDrafts(offers[next]!.command));
        }}
      >
        {offers.map(({ kind, label, name, command }, index) => (
          <option key={`${kind} ${name}`} value={index}>
            {`${format.label(label)} \u00b7 ${format.label(command.label)}`}
          </option>
        ))}
      </SelectField>
      {Object.entries(offer.command.args ?? {}).map(([name, argument]) => (
        <ArgField
          key={name}
          argument={argument}
          value={drafts[name] ?? ''}
          onChange={(value) => setDrafts({ ...drafts, [name]: value })}
        />
      ))}
      <RangeField value={within} onChange={setWithin} />
      <Button
        disabled={args === null}
        onClick={() =>
          args &&
          onAdd({
            do: 'command',
            command: offer.name,
            kinds: [offer.kind],
            within,
            clause,
            ...(Object.keys(args).length > 0 && { args }),
          })
        }
      >
        {format.text('rules.action.add')}
      </Button>
    </div>
  );
}
