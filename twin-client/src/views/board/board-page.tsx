import { useEffect, useState } from 'react';
import { FormatProvider, useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { Api } from '../../state/api.ts';
import type { PublicEnvironment, PublicPoint } from '../../state/records/public-environment.ts';
import { LanguageSwitch } from '../entry/language-switch.tsx';
import { useTitle } from '../title.ts';
import styles from './board.module.css';
import { boardTiles, FRESH_MS, type Tile } from './board-tiles.ts';

/** How often it is asked anew; and how old an answer may be before the board says so, ms. */
const RENEW_MS = 10_000;
const STALE_MS = 60_000;
const HOME_TIME_ZONE = 'Asia/Shanghai';

/** /board: the environment of the site on a display in a public area (7.2.13-3). Nobody signs in, nobody touches it, it goes on by itself. */
export function BoardPage({ api }: { api: Pick<Api, 'publicEnvironment'> }) {
  const loaded = useLoaded('board', (signal) => api.publicEnvironment(signal));
  const { retry } = loaded;
  useEffect(() => {
    const timer = setInterval(retry, RENEW_MS);
    return () => clearInterval(timer);
  }, [retry]);
  const shown = loaded.state === 'ready' ? loaded.value : loaded.last;
  return (
    <FormatProvider timeZone={shown?.timeZone ?? HOME_TIME_ZONE}>
      {shown ? (
        <Board environment={shown} />
      ) : (
        <main className={styles.page}>
          {loaded.state === 'failed' ? <ProblemNotice centered cause={loaded.cause} onRetry={retry} /> : <Loading />}
        </main>
      )}
    </FormatProvider>
  );
}

function Loading() {
  const format = useFormat();
  return <LoadingNotice centered text={format.text('shell.loading')} />;
}

function Board({ environment }: { environment: PublicEnvironment }) {
  const { site, time, points } = environment;
  const format = useFormat();
  const now = useServerTime(environment);
  useTitle(`${format.text('board.title')} · ${format.label(site)}`);
  const isStale = now - time > STALE_MS;
  const clock = format.clock(now);
  const tiles = boardTiles(points, Number(clock.slice(0, 2)));
  return (
    <main className={styles.page} data-testid="board" data-time={time} data-stale={isStale}>
      <header className={styles.head}>
        <h1>
          {format.label(site)} <small>{format.text('board.title')}</small>
        </h1>
        <p className={styles.clock}>
          <span>{format.date(now)}</span> <b>{clock}</b>
        </p>
        <LanguageSwitch />
      </header>
      {isStale && (
        <p className={styles.stale} role="alert">
          {format.text('board.stale', { time: format.clock(time) })}
        </p>
      )}
      <ul className={styles.tiles}>
        {tiles.map((tile) => (
          <TileView key={tile.property} tile={tile} />
        ))}
      </ul>
      <ul className={styles.points}>
        {inRows(points).map((point) => (
          <PointView key={`${point.kind} ${point.name}`} point={point} />
        ))}
      </ul>
      <p className={styles.foot}>{format.text('board.standards')}</p>
    </main>
  );
}

/** Points of one length beside each other: a row is as high as its highest, and a display does not scroll. */
const inRows = (points: readonly PublicPoint[]) =>
  [...points].sort((a, b) => a.values.length - b.values.length || a.kind.localeCompare(b.kind));

/** The server's clock, second by second, from what it said last: a display's own may be wrong. */
function useServerTime({ time }: PublicEnvironment): number {
  const [said, setSaid] = useState(() => ({ time, at: performance.now() }));
  const [passed, setPassed] = useState(0);
  if (said.time !== time) {
    setSaid({ time, at: performance.now() });
    setPassed(0);
  }
  useEffect(() => {
    const timer = setInterval(() => setPassed(performance.now() - said.at), 1_000);
    return () => clearInterval(timer);
  }, [said]);
  return time + passed;
}

function TileView({ tile: { property, of, mean, least, most, points, verdict } }: { tile: Tile }) {
  const format = useFormat();
  const number = (value: number) => format.number(value, of.decimals);
  return (
    <li className={styles.tile} data-tile={property} data-above={verdict?.above ?? false}>
      <h2>{format.label(of.label)}</h2>
      <p className={styles.value}>
        <b>{number(mean)}</b> <small>{of.unit}</small>
      </p>
      <p className={styles.verdict}>
        {verdict ? (
          <>
            <strong>{format.text(verdict.word)}</strong>{' '}
            {verdict.limit !== null && format.text('board.limit', { limit: number(verdict.limit), unit: of.unit })}
          </>
        ) : (
          ' '
        )}
      </p>
      <p className={styles.span}>
        {points > 1
          ? format.text('board.span', { count: points, least: number(least), most: number(most) })
          : format.text('board.one')}
      </p>
    </li>
  );
}

function PointView({ point: { name, indoors, values } }: { point: PublicPoint }) {
  const format = useFormat();
  const fresh = values.filter(({ ageMs }) => ageMs < FRESH_MS);
  return (
    <li className={styles.point}>
      <h3>
        {name} <small>{format.text(indoors ? 'board.indoors' : 'board.outdoors')}</small>
      </h3>
      <p>
        {fresh.length === 0
          ? format.text('board.silent')
          : fresh.map(({ property, label, value, decimals, unit }) => (
              <span key={property}>
                {format.label(label)} <b>{format.number(value, decimals)}</b> {unit}
              </span>
            ))}
      </p>
    </li>
  );
}
