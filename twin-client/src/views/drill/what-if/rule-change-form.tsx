import { useState } from 'react';
import type { AlarmRule, Priority, RuleSettings, WhatIfChange } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { changesOf, fieldsOf, type RuleFields, watchingRules } from '../../reports/rule-form.ts';
import { NumberField } from './number-field.tsx';
import { SearchChoice } from './search-choice.tsx';
import styles from './what-if.module.css';

const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];

/** Says which rule is otherwise, and how: limits and delays where it watches a value, priority, whether it is on. */
export function RuleChangeForm({ onAdd }: { onAdd(change: WhatIfChange): void }) {
  const { store } = useCenter();
  const format = useFormat();
  const [code, setCode] = useState<string | null>(null);
  const rules = store.catalogue.facilities.flatMap((facility) => facility.alarms.map((rule) => ({ rule, facility })));
  const rule = rules.find((one) => one.rule.code === code)?.rule;
  return (
    <>
      <SearchChoice
        label={format.text('whatIf.alarmKind')}
        testId="what-if-rule"
        value={code}
        onChoose={setCode}
        options={rules.map(({ rule: { code: value, label }, facility }) => ({
          value,
          label: `${format.label(facility.label)} · ${format.label(label)}`,
          more: value,
        }))}
      />
      {rule && <Settings key={rule.code} rule={rule} onAdd={onAdd} />}
    </>
  );
}

function Settings({ rule, onAdd }: { rule: AlarmRule; onAdd(change: WhatIfChange): void }) {
  const format = useFormat();
  const [fields, setFields] = useState<RuleFields>(fieldsOf(rule));
  const [priority, setPriority] = useState('');
  const [enabled, setEnabled] = useState('');
  const watches = 'property' in rule.when;
  const limits = watches ? changesOf(fields, rule) : {};
  const settings: RuleSettings = {
    ...limits,
    ...(priority === '' ? {} : { priority: Number(priority) as Priority }),
    ...(enabled === '' ? {} : { enabled: enabled === 'yes' }),
  };
  const field = (key: keyof RuleFields, label: string) =>
    fields[key] !== null && (
      <TextField
        label={label}
        inputMode="decimal"
        value={fields[key]}
        data-testid={`what-if-${key}`}
        onChange={({ target }) => setFields({ ...fields, [key]: target.value })}
      />
    );
  return (
    <>
      <div className={styles.fields}>
        {watches && (
          <>
            {field('limit', format.text('rationalisation.limit', { unit: '' }))}
            {field('deadband', format.text('rationalisation.deadband', { unit: '' }))}
            {field('onDelayS', format.text('rationalisation.onDelay'))}
            {field('offDelayS', format.text('rationalisation.offDelay'))}
          </>
        )}
        <SelectField
          label={format.text('whatIf.priority')}
          value={priority}
          onChange={({ target }) => setPriority(target.value)}
        >
          <option value="">{format.text('whatIf.unchanged')}</option>
          {PRIORITIES.filter((one) => one !== rule.priority).map((one) => (
            <option key={one} value={one}>
              {format.text(`priority.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={format.text('whatIf.enabled')}
          value={enabled}
          data-testid="what-if-enabled"
          onChange={({ target }) => setEnabled(target.value)}
        >
          <option value="">{format.text('whatIf.unchanged')}</option>
          <option value="yes">{format.text('whatIf.enabled.yes')}</option>
          <option value="no">{format.text('whatIf.enabled.no')}</option>
        </SelectField>
      </div>
      <Button
        data-testid="what-if-add"
        disabled={limits === null || Object.keys(settings).length === 0}
        onClick={() => onAdd({ kind: 'rule', code: rule.code, settings })}
      >
        {format.text('whatIf.add')}
      </Button>
    </>
  );
}

/** Says how long a value must lie beyond its limit before an alarm is raised. */
export function DelayChangeForm({ onAdd }: { onAdd(change: WhatIfChange): void }) {
  const { store } = useCenter();
  const format = useFormat();
  const [code, setCode] = useState<string | null>(null);
  const [seconds, setSeconds] = useState(60);
  const rules = watchingRules(store.catalogue.facilities);
  const chosen = rules.find(({ rule }) => rule.code === code)?.rule;
  return (
    <>
      <SearchChoice
        label={format.text('whatIf.alarmKind')}
        testId="what-if-rule"
        value={code}
        onChoose={(value) => {
          setCode(value);
          const found = rules.find(({ rule }) => rule.code === value)?.rule;
          setSeconds((found?.onDelayMs ?? 0) / 1000);
        }}
        options={rules.map(({ rule: { code: value, label }, facility }) => ({
          value,
          label: `${format.label(facility.label)} · ${format.label(label)}`,
          more: value,
        }))}
      />
      {chosen && (
        <>
          <div className={styles.fields}>
            <NumberField
              key={chosen.code}
              label={format.text('rationalisation.onDelay')}
              value={seconds}
              least={0}
              most={86_400}
              onChange={setSeconds}
              testId="what-if-delay"
            />
          </div>
          <Button
            data-testid="what-if-add"
            onClick={() => onAdd({ kind: 'delay', code: chosen.code, ms: Math.round(seconds * 1000) })}
          >
            {format.text('whatIf.add')}
          </Button>
        </>
      )}
    </>
  );
}
