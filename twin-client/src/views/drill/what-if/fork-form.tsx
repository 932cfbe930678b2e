import { useState } from 'react';
import { instantOfLocal, localIso, MOST_WHAT_IF_CHANGES, subjectOf, type WhatIfChange } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { WhatIfRequest } from '../../../state/records/what-if.ts';
import { CameraChangeForm } from './camera-change-form.tsx';
import { DoorChangeForm } from './door-change-form.tsx';
import type { PlaceAsking } from './place-button.tsx';
import { PostChangeForm } from './post-change-form.tsx';
import { DelayChangeForm, RuleChangeForm } from './rule-change-form.tsx';
import { useChangeWords } from './use-change-words.ts';
import styles from './what-if.module.css';

const KINDS = ['rule', 'delay', 'camera', 'post', 'door'] as const;
const MINUTE_MS = 60_000;
/** What is asked about is past by the server's clock too. */
const BEHIND_MS = 1_000;
/** Minutes. */
const LENGTHS = ['15', '60', '240', '1440'] as const;

/** A change with what is said of it where only who chose it knows. */
interface Told {
  readonly change: WhatIfChange;
  readonly said: string | null;
}

/** The instant of the fork, how long it runs, and what is otherwise. */
export function ForkForm({
  busy,
  asking,
  onRun,
}: {
  busy: boolean;
  asking: PlaceAsking;
  onRun(request: WhatIfRequest): void;
}) {
  const { clock, session, site } = useCenter();
  const format = useFormat();
  const words = useChangeWords();
  const [length, setLength] = useState<(typeof LENGTHS)[number]>('60');
  const [local, setLocal] = useState(() => localIso(clock.now() - 60 * MINUTE_MS, site.timeZone).slice(0, 16));
  const [told, setTold] = useState<readonly Told[]>([]);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('rule');
  const from = instantOfLocal(Date.parse(`${local}Z`), site.timeZone);
  const isPast = from < clock.now() - BEHIND_MS;
  const add = (change: WhatIfChange, said: string | null = null) => {
    asking.ask(null);
    // What is changed again is as it was said last.
    setTold([...told.filter((one) => subjectOf(one.change) !== subjectOf(change)), { change, said }]);
  };
  const run = () => {
    const to = Math.min(from + Number(length) * MINUTE_MS, clock.now() - BEHIND_MS);
    onRun({ from, to, changes: told.map(({ change }) => change) });
  };
  const forms = {
    rule: <RuleChangeForm onAdd={add} />,
    delay: <DelayChangeForm onAdd={add} />,
    camera: (
      <CameraChangeForm
        asking={asking}
        onAdd={add}
        taken={told.flatMap(({ change }) => (change.kind === 'camera' ? [change.camera] : []))}
      />
    ),
    post: <PostChangeForm asking={asking} onAdd={add} />,
    door: <DoorChangeForm onAdd={add} />,
  };
  // What cameras see is for those who may see what they show.
  const kinds = KINDS.filter((one) => one !== 'camera' || session.permissions.includes('video.view'));
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <TextField
          label={format.text('whatIf.fork')}
          type="datetime-local"
          value={local}
          data-testid="what-if-from"
          onChange={({ target }) => target.value !== '' && setLocal(target.value)}
        />
        <SelectField
          label={format.text('whatIf.length')}
          value={length}
          data-testid="what-if-length"
          onChange={({ target }) => setLength(target.value as typeof length)}
        >
          {LENGTHS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {format.text(`whatIf.length.${minutes}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {!isPast && <p role="alert">{format.text('whatIf.badFork')}</p>}
      <h3>{format.text('whatIf.changes')}</h3>
      {told.length === 0 ? (
        <p className={styles.muted}>{format.text('whatIf.noChanges')}</p>
      ) : (
        <ul className={styles.changes} data-testid="what-if-changes">
          {told.map(({ change, said }) => {
            const text = words(change, said);
            return (
              <li key={subjectOf(change)}>
                <span>{text}</span>
                <Button
                  look="quiet"
                  aria-label={format.text('whatIf.remove', { change: text })}
                  onClick={() => setTold(told.filter((one) => one.change !== change))}
                >
                  ✕
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {told.length < MOST_WHAT_IF_CHANGES && (
        <div className={styles.adding}>
          <Choice
            label={format.text('whatIf.kind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: format.text(`whatIf.kind.${value}`) }))}
            onChoose={(value) => {
              asking.ask(null);
              setKind(value);
            }}
          />
          {/* What was added begins anew. */}
          <div key={`${kind} ${told.length}`} className={styles.change}>
            {forms[kind]}
          </div>
        </div>
      )}
      <Button look="action" disabled={busy || !isPast} onClick={run} data-testid="what-if-run">
        {format.text(busy ? 'whatIf.running' : 'whatIf.run')}
      </Button>
    </div>
  );
}
