import { useEffect, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { SiteMap } from '../../../map/site-map.ts';
import { useDesk } from '../desk.ts';
import styles from './analysis.module.css';
import { lengthKm, loadTracks, moversOf } from './load-tracks.ts';
import type { TimeSpan } from './time-range.ts';
import { usePlayer } from './use-player.ts';

const SPEEDS = ['30', '120', '600'] as const;
type Speed = (typeof SPEEDS)[number];

/** Where patrols and vehicles went in a time: their ways on the map, played along a slider. */
export function TripsPanel({ map, span }: { map: SiteMap; span: TimeSpan }) {
  const { api, store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const [speed, setSpeed] = useState<Speed>('120');
  useRegistryRevision();
  const movers = moversOf(store);
  const key = span.from < span.to ? `${span.from} ${span.to} ${movers.map(({ code }) => code).join()}` : null;
  const loaded = useLoaded(key, (signal) => loadTracks(api, movers, span, signal));
  const tracks = loaded.state === 'ready' ? loaded.value : null;
  const { time, playing, play, pause, seek } = usePlayer(span, Number(speed));
  useEffect(() => map.estate.showTrips(tracks, time), [map, tracks, time]);
  useEffect(() => () => map.estate.showTrips(null, 0), [map]);
  if (loaded.state === 'failed') return <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />;
  if (!tracks) return key === null ? null : <LoadingNotice text={format.text('trips.asking')} />;
  if (tracks.length === 0) return <EmptyNotice title={format.text('trips.none')} />;
  return (
    <>
      <ul className={styles.movers}>
        {tracks.map((track) => (
          <li key={track.code}>
            <button
              type="button"
              className={styles.mover}
              onClick={() => desk.select({ kind: 'device', code: track.code })}
            >
              <i className={styles.dot} style={{ background: track.color }} />
              <span>{track.name}</span>
              <small>{format.text('trips.distance', { km: format.number(lengthKm(track), 1) })}</small>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.player}>
        <input
          type="range"
          aria-label={format.text('trips.time')}
          aria-valuetext={format.clock(time)}
          data-testid="trips-time"
          min={span.from}
          max={span.to}
          step={1000}
          value={time}
          onChange={(event) => seek(Number(event.target.value))}
        />
        <div>
          <Button data-testid="trips-play" onClick={playing ? pause : play}>
            {format.text(playing ? 'trips.pause' : 'trips.play')}
          </Button>
          <output>{format.moment(time, span.to)}</output>
          <Choice<Speed>
            label={format.text('trips.speed')}
            value={speed}
            options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
            onChoose={setSpeed}
          />
        </div>
      </div>
    </>
  );
}
