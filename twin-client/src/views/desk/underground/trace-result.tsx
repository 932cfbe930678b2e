import type { TracePlace } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import type { TraceReply } from '../../../state/records/network.ts';
import { useDesk } from '../desk.ts';
import styles from './underground.module.css';

/** What a trace found: what to shut, who is affected, where it leads; each row flies there. */
export function TraceResult({ found, onFly }: { found: TraceReply; onFly(at: TracePlace): void }) {
  const desk = useDesk();
  const format = useFormat();
  const needed = found.closures.filter((closure) => closure.needed);
  const spare = found.closures.filter((closure) => !closure.needed);
  const isAsked = found.kind === 'isolate';
  const nobody = found.connections.length === 0 && found.hydrants.length === 0;
  return (
    <div className={styles.trace} data-testid="trace-result" data-kind={found.kind}>
      <p className={styles.note}>
        {format.text(`underground.trace.${found.kind}`)} ·{' '}
        {format.text('underground.trace.pipes', {
          count: format.number(found.lines.length),
          length: format.number(found.lengthM),
        })}
      </p>
      {isAsked && (
        <Places
          look={styles.shut}
          title={format.text(found.medium === 'sewage' ? 'underground.trace.plug' : 'underground.trace.shut', {
            count: format.number(needed.length),
          })}
          places={needed}
          testId="trace-closures"
          onFly={onFly}
        />
      )}
      {spare.length > 0 && (
        <Places
          look={styles.spare}
          title={format.text('underground.trace.spareCount', { count: format.number(spare.length) })}
          hint={format.text('underground.trace.spare')}
          places={spare}
          onFly={onFly}
        />
      )}
      {found.buildings.length > 0 && (
        <section>
          <h4>
            <i className={styles.served} />
            {format.text('underground.trace.affected', {
              homes: format.number(found.homes.count),
              buildings: format.number(found.buildings.length),
            })}
          </h4>
          <ul>
            {found.buildings.map(({ code, name, homes }) => (
              <li key={code}>
                <button type="button" onClick={() => desk.open({ kind: 'building', code, storey: null })}>
                  <span>{name}</span>
                  <small>{format.text('underground.trace.homes', { count: format.number(homes) })}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.connections.length > 0 && (
        <Places
          look={styles.served}
          title={format.text('underground.trace.connections', { count: format.number(found.connections.length) })}
          places={found.connections}
          onFly={onFly}
        />
      )}
      {found.hydrants.length > 0 && (
        <Places
          look={styles.hydrant}
          title={format.text('underground.trace.hydrants', { count: format.number(found.hydrants.length) })}
          places={found.hydrants}
          onFly={onFly}
        />
      )}
      {found.ends.length > 0 && (
        <Places look={styles.hydrant} title={format.text('underground.trace.ends')} places={found.ends} onFly={onFly} />
      )}
      {isAsked && nobody && <p className={styles.note}>{format.text('underground.trace.nobody')}</p>}
    </div>
  );
}

/** More rows than these are not told apart any more. */
const MOST_ROWS = 200;

function Places({
  title,
  hint,
  look,
  places,
  testId,
  onFly,
}: {
  title: string;
  hint?: string;
  look: string | undefined;
  places: readonly TracePlace[];
  testId?: string;
  onFly(at: TracePlace): void;
}) {
  const format = useFormat();
  return (
    <section data-testid={testId}>
      <h4 title={hint}>
        <i className={look} />
        {title}
      </h4>
      <ul>
        {places.slice(0, MOST_ROWS).map((place) => (
          <li key={place.id}>
            <button type="button" data-place={place.id} onClick={() => onFly(place)}>
              <span>{place.name ?? place.id}</span>
              <small>{format.text(`underground.kind.${place.kind}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
