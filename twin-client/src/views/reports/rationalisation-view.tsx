import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { SelectField, TextField } from '../../kit/text-field.tsx';
import { type Loaded, useLoaded } from '../../kit/use-loaded.ts';
import type { Rationalisation, RationalisationRequest } from '../../state/records/rationalisation.ts';
import { may } from '../../state/records/session.ts';
import { RationalisationResult } from './rationalisation-result.tsx';
import styles from './reports.module.css';
import { changesOf, fieldsOf, type RuleFields, watchingRules } from './rule-form.ts';
import { SpanChoice, useSpan } from './span-choice.tsx';

/** Tries other limits and delays of an alarm rule on what was observed. */
export function RationalisationView() {
  const { session } = useCenter();
  const format = useFormat();
  const [asked, setAsked] = useState<{ readonly times: number; readonly request: RationalisationRequest } | null>(null);
  const loaded = usePlayback(asked);
  if (!may(session, 'alarm.handle')) return <EmptyNotice centered title={format.text('rationalisation.forbidden')} />;
  return (
    <>
      <Panel title={format.text('reports.part.rationalisation')} from={null}>
        <p className={styles.lead}>{format.text('rationalisation.lead')}</p>
        <RuleForm
          busy={asked !== null && loaded.state === 'loading'}
          onRun={(request) => setAsked({ times: (asked?.times ?? 0) + 1, request })}
        />
      </Panel>
      {asked !== null && loaded.state === 'loading' && <LoadingNotice text={format.text('rationalisation.running')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} />}
      {loaded.state === 'ready' && <RationalisationResult result={loaded.value} />}
    </>
  );
}

function usePlayback(asked: { times: number; request: RationalisationRequest } | null): Loaded<Rationalisation> {
  const { api } = useCenter();
  return useLoaded(asked && String(asked.times), (signal) => api.reports.rationalise(asked!.request, signal));
}

function RuleForm({ busy, onRun }: { busy: boolean; onRun(request: RationalisationRequest): void }) {
  const { store } = useCenter();
  const format = useFormat();
  const { length, span, choose } = useSpan('month');
  const rules = watchingRules(store.catalogue.facilities);
  const [code, setCode] = useState(rules[0]?.rule.code ?? '');
  const chosen = rules.find(({ rule }) => rule.code === code);
  const [fields, setFields] = useState<RuleFields | null>(chosen ? fieldsOf(chosen.rule) : null);
  if (!chosen || !fields) return null;
  const { rule, facility } = chosen;
  const changes = changesOf(fields, rule);
  const property = 'property' in rule.when ? rule.when.property : '';
  const kinds = rule.kinds ?? Object.keys(facility.deviceKinds);
  const unit = facility.deviceKinds[kinds[0] ?? '']?.datastreams[property]?.unit ?? '';
  const field = (key: keyof RuleFields, label: string) =>
    fields[key] !== null && (
      <TextField
        label={label}
        inputMode="decimal"
        value={fields[key]}
        data-testid={`rule-${key}`}
        onChange={(event) => setFields({ ...fields, [key]: event.target.value })}
      />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes) onRun({ code, ...span, changes });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <SelectField
        label={format.text('rationalisation.rule')}
        value={code}
        data-testid="rule-code"
        onChange={(event) => {
          const next = rules.find((one) => one.rule.code === event.target.value);
          if (!next) return;
          setCode(next.rule.code);
          setFields(fieldsOf(next.rule));
        }}
      >
        {rules.map((one) => (
          <option key={one.rule.code} value={one.rule.code}>
            {`${format.label(one.facility.label)} · ${format.label(one.rule.label)}`}
          </option>
        ))}
      </SelectField>
      {field('limit', format.text('rationalisation.limit', { unit }))}
      {field('deadband', format.text('rationalisation.deadband', { unit }))}
      {field('onDelayS', format.text('rationalisation.onDelay'))}
      {field('offDelayS', format.text('rationalisation.offDelay'))}
      <div className={styles.formEnd}>
        <SpanChoice length={length} choose={choose} />
        <Button look="action" type="submit" disabled={busy || changes === null} data-testid="rule-run">
          {format.text(busy ? 'rationalisation.running' : 'rationalisation.run')}
        </Button>
      </div>
    </form>
  );
}
