import { useEffect, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import type { Center } from '../../../state/center.ts';
import type { DrillDetail } from '../../../state/records/drill.ts';
import { may } from '../../../state/records/session.ts';
import { DrillMessages } from './drill-messages.tsx';
import styles from './drill-panel.module.css';
import { DrillPictures } from './drill-pictures.tsx';
import { DrillSteps } from './drill-steps.tsx';
import { minutes } from './minutes.ts';
import { useDrill } from './use-drill.ts';

/** Beside the desk of a drill: its clock, who takes part, what was said; for its leader the expected steps and the way to steer it. */
export function DrillPanel({ live, number, onOver }: { live: Center; number: number; onOver(): void }) {
  const { drills } = live.api;
  const format = useFormat();
  const { drill, act } = useDrill(drills, number);
  const over = drill?.endedAt != null;
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  if (!drill) return null;
  const steers = may(live.session, 'drill.lead');
  const joins = may(live.session, 'drill.join');
  return (
    <aside className={styles.panel} aria-label={format.text('drill.panel')} data-testid="drill-panel">
      <header className={styles.head}>
        <h2>{format.label(drill.title)}</h2>
        <p>{format.label(drill.description)}</p>
        <Clock drill={drill} />
        {steers && <Steering drill={drill} onSteer={(what) => void act(drills.steer(number, what))} />}
      </header>
      <People drill={drill} mayJoin={joins} onJoin={(role) => void act(drills.join(number, role))} />
      {drill.steps && <DrillSteps drill={drill} steps={drill.steps} />}
      <DrillMessages
        drill={drill}
        onSay={drill.role !== null && drill.running ? (to, text) => act(drills.say(number, to, text)) : null}
      />
      {(drill.leads || drill.role !== null) && <DrillPictures drill={drill} port={drills} />}
    </aside>
  );
}

function Clock({ drill: { startsAt, at, paused, running } }: { drill: DrillDetail }) {
  const format = useFormat();
  const now = useNow();
  const gone = running ? Math.max(at, now - startsAt) : at;
  return (
    <p className={styles.clock} data-testid="drill-state" data-paused={paused?.why ?? 'no'}>
      <b>{format.text(paused ? `drill.paused.${paused.why}` : 'drill.running')}</b>
      <time>{format.text('drill.clock', { time: minutes(gone) })}</time>
    </p>
  );
}

function Steering({
  drill: { paused },
  onSteer,
}: {
  drill: DrillDetail;
  onSteer(act: 'resume' | 'pause' | 'end'): void;
}) {
  const format = useFormat();
  const [sure, setSure] = useState(false);
  return (
    <div className={styles.steering}>
      {paused ? (
        <Button look="action" data-testid="drill-resume" onClick={() => onSteer('resume')}>
          {format.text(paused.why === 'ready' ? 'drill.begin' : 'drill.resume')}
        </Button>
      ) : (
        <Button data-testid="drill-pause" onClick={() => onSteer('pause')}>
          {format.text('drill.pause')}
        </Button>
      )}
      <Button
        data-testid="drill-end"
        onClick={() => (sure ? onSteer('end') : setSure(true))}
        onBlur={() => setSure(false)}
      >
        {format.text(sure ? 'drill.endSure' : 'drill.end')}
      </Button>
    </div>
  );
}

function People({ drill, mayJoin, onJoin }: { drill: DrillDetail; mayJoin: boolean; onJoin(role: string): void }) {
  const format = useFormat();
  const [role, setRole] = useState(drill.role ?? drill.roles[0]!.id);
  const labelOf = (id: string) => {
    const found = drill.roles.find((each) => each.id === id);
    return found ? format.label(found.label) : id;
  };
  return (
    <section className={styles.part} aria-label={format.text('drill.people')}>
      <h3>{format.text('drill.people')}</h3>
      <ul className={styles.people} data-testid="drill-people">
        <li>
          {drill.ledBy.name} <small>{format.text('drill.leader')}</small>
        </li>
        {drill.people.map(({ id, name, role: taken }) => (
          <li key={id}>
            {name} <small>{labelOf(taken)}</small>
          </li>
        ))}
      </ul>
      {drill.people.length === 0 && <p className={styles.calm}>{format.text('drill.nobody')}</p>}
      {mayJoin && (
        <div className={styles.steering}>
          <SelectField
            label={format.text('drill.role')}
            value={role}
            data-testid="drill-role"
            onChange={({ target }) => setRole(target.value)}
          >
            {drill.roles.map(({ id, label }) => (
              <option key={id} value={id}>
                {format.label(label)}
              </option>
            ))}
          </SelectField>
          <Button look={drill.role === null ? 'action' : 'plain'} data-testid="drill-join" onClick={() => onJoin(role)}>
            {format.text('drill.join')}
          </Button>
        </div>
      )}
      {mayJoin && drill.role === null && <p className={styles.calm}>{format.text('drill.joinFirst')}</p>}
    </section>
  );
}
