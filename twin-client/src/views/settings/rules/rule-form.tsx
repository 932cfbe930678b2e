import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { Problem } from '../../../state/problem.ts';
import type { AlarmRuleEntry } from '../../../state/records/alarm-rule.ts';
import { Faulty, SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { RuleActions } from './rule-actions.tsx';
import { fieldsFor, fieldsOf, limitOf, type RuleFields, settingsOf } from './rule-fields.ts';
import { watchedProperty } from './rule-words.ts';

const PRIORITIES = [1, 2, 3, 4] as const;
const FIELDS = [
  'enabled',
  'priority',
  'limit',
  'deadband',
  'onDelayMs',
  'offDelayMs',
  'latched',
  'secondPerson',
  'reactionLimitMs',
  'reAlarmMs',
  'actions',
] as const;
type NumberField = 'limit' | 'deadband' | 'onDelayMs' | 'offDelayMs' | 'reactionLimitMs' | 'reAlarmMs';

/** What the site has otherwise than declared for one alarm kind; an empty field is as declared, which it says in grey. */
export function RuleForm({ rule, onChanged }: { rule: AlarmRuleEntry; onChanged(): void }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [fields, setFields] = useState(() => fieldsOf(rule.settings));
  const [actions, setActions] = useState(rule.settings?.actions ?? null);
  const save = useSave(FIELDS);
  const { declared, code, version } = rule;
  const name = format.label(declared.label);
  const facility = store.catalogue.facilities.find(({ alarms }) => alarms.some((one) => one.code === code));
  const unit = (facility && watchedProperty(facility, declared)?.unit) || format.text('rules.noUnit');
  const has = fieldsFor(declared);
  const set = (change: Partial<RuleFields>) => setFields({ ...fields, ...change });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save.run(async () => {
      const settings = settingsOf(fields, actions);
      if ('notNumber' in settings)
        throw new Problem(400, '', null, [{ field: settings.notNumber, reason: 'Invalid input: expected number' }]);
      if (Object.keys(settings).length === 0) await api.settings.resetRule(code, version);
      else await api.settings.putRule(code, settings, version);
    });
    if (!done) return;
    tell(format.text('rules.saved', { name }));
    onChanged();
  };
  const reset = async () => {
    if (!(await save.run(() => api.settings.resetRule(code, version)))) return;
    tell(format.text('rules.resetDone', { name }));
    onChanged();
  };

  const seconds = (milliseconds: number | undefined) =>
    milliseconds === undefined ? format.text('settings.none') : String(milliseconds / 1000);
  const number = (field: NumberField, label: string, standing: string) => (
    <Faulty fault={save.faultOf(field)}>
      <TextField
        label={label}
        inputMode="decimal"
        value={fields[field]}
        placeholder={standing}
        aria-invalid={save.faultOf(field) !== null}
        data-testid={`rule-${field}`}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Faulty>
  );
  const yesNo = (field: 'enabled' | 'latched' | 'secondPerson', declaredAs: boolean) => (
    <Faulty fault={save.faultOf(field)}>
      <SelectField
        label={format.text(`rules.${field}`)}
        value={fields[field]}
        data-testid={`rule-${field}`}
        onChange={(event) => set({ [field]: event.target.value })}
      >
        <option value="">
          {format.text('rules.asDeclared', { value: format.text(`rules.${field}.${declaredAs}`) })}
        </option>
        <option value="yes">{format.text(`rules.${field}.true`)}</option>
        <option value="no">{format.text(`rules.${field}.false`)}</option>
      </SelectField>
    </Faulty>
  );
  return (
    <Panel title={name} aside={<span className={styles.sub}>{code}</span>}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="rule-form">
        <p className={styles.lead}>{format.text('rules.lead')}</p>
        <div className={styles.pair}>
          {yesNo('enabled', true)}
          <Faulty fault={save.faultOf('priority')}>
            <SelectField
              label={format.text('rules.priority')}
              value={fields.priority}
              data-testid="rule-priority"
              onChange={(event) => set({ priority: event.target.value })}
            >
              <option value="">
                {format.text('rules.asDeclared', { value: format.text(`priority.${declared.priority}`) })}
              </option>
              {PRIORITIES.map((priority) => (
                <option key={priority} value={priority}>
                  {format.text(`priority.${priority}`)}
                </option>
              ))}
            </SelectField>
          </Faulty>
          {has.limits && number('limit', format.text('rationalisation.limit', { unit }), String(limitOf(declared)))}
          {has.limits &&
            number(
              'deadband',
              format.text('rationalisation.deadband', { unit }),
              String(('deadband' in declared.when && declared.when.deadband) || 0),
            )}
          {has.delays && number('onDelayMs', format.text('rationalisation.onDelay'), seconds(declared.onDelayMs ?? 0))}
          {has.delays &&
            number('offDelayMs', format.text('rationalisation.offDelay'), seconds(declared.offDelayMs ?? 0))}
          {number(
            'reactionLimitMs',
            format.text('rules.reactionLimit'),
            declared.reactionLimitMs === undefined
              ? format.text('rules.byPriority')
              : seconds(declared.reactionLimitMs),
          )}
          {number('reAlarmMs', format.text('rules.reAlarm'), seconds(declared.reAlarmMs))}
          {yesNo('latched', declared.latched ?? false)}
          {yesNo('secondPerson', declared.secondPerson ?? false)}
        </div>
        <Faulty fault={save.faultOf('actions')}>
          <RuleActions rule={declared} actions={actions} onChange={setActions} />
        </Faulty>
        <div className={styles.end}>
          <SaveTold save={save} onReload={onChanged} />
          <div className={styles.acts}>
            <Button look="action" type="submit" disabled={save.busy} data-testid="rule-save">
              {format.text('settings.save')}
            </Button>
            <span className={styles.grow} />
            {rule.settings && (
              <Button look="quiet" disabled={save.busy} data-testid="rule-reset" onClick={() => void reset()}>
                {format.text('rules.reset')}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Panel>
  );
}
