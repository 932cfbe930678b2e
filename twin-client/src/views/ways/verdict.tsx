import { useFormat } from '../../kit/format-context.tsx';
import type { EscapeRoute, Evacuation } from '../../state/records/route.ts';
import styles from './ways-page.module.css';

/** The answer in a word: which exit and how long, or that there is no safe route and what blocks it. */
export function Verdict({ route, evacuation, from }: { route: EscapeRoute; evacuation: Evacuation; from: string }) {
  const format = useFormat();
  const isNone = route.state === 'blocked' || route.state === 'unconnected';
  const look = isNone ? styles.none : route.state === 'smoky' ? styles.doubtful : '';
  return (
    <section className={`${styles.verdict} ${look}`} data-testid="verdict" data-state={route.state} role="status">
      <p className={styles.from}>{format.text('ways.from', { place: from })}</p>
      {isNone ? <NoWay route={route} evacuation={evacuation} /> : <TheWay route={route} />}
      {evacuation.unplaced.length > 0 && (
        <p className={styles.warn}>{format.text('routes.unplaced', { count: evacuation.unplaced.length })}</p>
      )}
    </section>
  );
}

function TheWay({ route }: { route: EscapeRoute }) {
  const format = useFormat();
  const { exitName, lengthM, walkS, clearS, state } = route;
  return (
    <>
      <p className={styles.answer}>{format.text('ways.take', { exit: exitName ?? '' })}</p>
      <p>
        {format.text('ways.walk', { length: format.number(lengthM ?? 0), time: format.duration((walkS ?? 0) * 1000) })}
        {clearS !== null && ` · ${format.text('ways.cleared', { time: format.duration(clearS * 1000) })}`}
      </p>
      {state === 'smoky' && <p className={styles.warn}>{format.text('ways.smoky')}</p>}
    </>
  );
}

function NoWay({ route, evacuation }: { route: EscapeRoute; evacuation: Evacuation }) {
  const format = useFormat();
  if (route.state === 'unconnected')
    return (
      <>
        <p className={styles.answer}>{format.text('routes.unconnected')}</p>
        <ul className={styles.causes}>
          {evacuation.findings.map(({ code, count }) => (
            <li key={code}>{format.text(`ways.finding.${code}`, { count })}</li>
          ))}
        </ul>
        <p>{format.text('ways.followSigns')}</p>
      </>
    );
  const causes = evacuation.obstructions.filter(({ at, level }) => level === 'blocked' && route.blockedBy.includes(at));
  return (
    <>
      <p className={styles.answer}>{format.text('ways.noRoute')}</p>
      <ul className={styles.causes}>
        {causes.map(({ at, cause, storey, name, why }) => (
          <li key={`${at} ${cause}`}>
            {[storey, name].filter(Boolean).join(' ')} · {format.text(`routes.why.${why}`)}
          </li>
        ))}
      </ul>
      <p>{format.text('ways.stay')}</p>
    </>
  );
}
