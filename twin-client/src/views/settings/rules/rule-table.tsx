import { useState } from 'react';
import type { Facility } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { priorityClass } from '../../../kit/marks.tsx';
import { Panel } from '../../../kit/panel.tsx';
import table from '../../../kit/table/table.module.css';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { AlarmRuleEntry } from '../../../state/records/alarm-rule.ts';
import styles from '../settings.module.css';
import { conditionWords, secondsWords } from './rule-words.ts';

/** All alarm kinds by facility, narrowed by facility, words, and to those that the site has otherwise than declared. */
export function RuleTable({
  rules,
  chosen,
  onChoose,
}: {
  rules: readonly AlarmRuleEntry[];
  chosen: string | null;
  onChoose(code: string): void;
}) {
  const { store } = useCenter();
  const format = useFormat();
  const [only, setOnly] = useState('');
  const [words, setWords] = useState('');
  const [changed, setChanged] = useState(false);
  const { facilities } = store.catalogue;
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const isShown = ({ code, effective, settings }: AlarmRuleEntry) =>
    (!changed || settings !== null) &&
    `${format.label(effective.label)} ${code}`.toLowerCase().includes(words.trim().toLowerCase());
  const groups = facilities
    .filter(({ id }) => only === '' || only === id)
    .map((facility) => ({
      facility,
      rules: facility.alarms.flatMap(({ code }) => byCode.get(code) ?? []).filter(isShown),
    }))
    .filter((group) => group.rules.length > 0);
  const count = groups.reduce((sum, group) => sum + group.rules.length, 0);
  return (
    <Panel
      title={format.text('settings.part.rules')}
      aside={format.text('rules.count', { count, changed: rules.filter(({ settings }) => settings !== null).length })}
    >
      <div className={styles.tools}>
        <SelectField
          label={format.text('rules.facility')}
          value={only}
          data-testid="rules-facility"
          onChange={(event) => setOnly(event.target.value)}
        >
          <option value="">{format.text('rules.all')}</option>
          {facilities.map(({ id, label }) => (
            <option key={id} value={id}>
              {format.label(label)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={format.text('rules.find')}
          type="search"
          value={words}
          data-testid="rules-find"
          onChange={(event) => setWords(event.target.value)}
        />
        <label className={styles.check}>
          <input type="checkbox" checked={changed} onChange={(event) => setChanged(event.target.checked)} />
          {format.text('rules.onlyChanged')}
        </label>
      </div>
      {groups.length === 0 && <p className={table.calm}>{format.text('rules.noneFound')}</p>}
      {groups.length > 0 && (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.chooses}`} data-testid="rules">
            <thead>
              <tr>
                <th scope="col">{format.text('rules.kind')}</th>
                <th scope="col">{format.text('rules.priority')}</th>
                <th scope="col">{format.text('rules.condition')}</th>
                <th scope="col" className={table.number}>
                  {format.text('rules.delay')}
                </th>
                <th scope="col" className={table.number}>
                  {format.text('rules.reaction')}
                </th>
                <th scope="col" className={table.number}>
                  {format.text('actions.title')}
                </th>
                <th scope="col">{format.text('rules.state')}</th>
              </tr>
            </thead>
            {groups.map((group) => (
              <tbody key={group.facility.id}>
                <tr>
                  <th colSpan={7} scope="rowgroup">
                    {format.label(group.facility.label)}
                  </th>
                </tr>
                {group.rules.map((rule) => (
                  <RuleRow
                    key={rule.code}
                    facility={group.facility}
                    rule={rule}
                    chosen={rule.code === chosen}
                    onChoose={() => onChoose(rule.code)}
                  />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Panel>
  );
}

function RuleRow({
  facility,
  rule: { code, effective, settings },
  chosen,
  onChoose,
}: {
  facility: Facility;
  rule: AlarmRuleEntry;
  chosen: boolean;
  onChoose(): void;
}) {
  const format = useFormat();
  const state = effective.disabled ? 'off' : settings ? 'changed' : 'declared';
  return (
    <tr className={table.row} aria-current={chosen} data-rule={code} onClick={onChoose}>
      <td>
        <button type="button" className={table.pick}>
          {format.label(effective.label)}
        </button>
      </td>
      <td className={priorityClass(effective.priority)}>{format.text(`priority.${effective.priority}`)}</td>
      <td>{conditionWords(format, facility, effective)}</td>
      <td className={table.number}>{secondsWords(format, effective.onDelayMs)}</td>
      <td className={table.number}>{secondsWords(format, effective.reactionLimitMs)}</td>
      <td className={table.number}>{effective.actions?.length ?? 0}</td>
      <td className={state === 'declared' ? styles.quiet : styles.changed}>{format.text(`rules.state.${state}`)}</td>
    </tr>
  );
}
