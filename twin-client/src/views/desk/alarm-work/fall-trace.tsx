import { useMemo, useState } from 'react';
import type { Alarm } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { FallPicture } from '../../../state/fall-picture.ts';
import { may } from '../../../state/records/session.ts';
import type { ThrowTraceRecord } from '../../../state/records/throw-trace.ts';
import { useRoom } from '../desk.ts';
import { poseBefore } from './before-facade.ts';
import { ConfirmSourceDialog } from './confirm-source-dialog.tsx';
import styles from './fall-trace.module.css';
import { percentWords } from './fall-words.ts';
import { useFallPicture, useFallTrace } from './use-fall-trace.ts';

const MOST_ROWS = 6;

/** Where a falling object came from: drawn on the facade, and listed with what is thought of each (7.2.16-2, E6.1.13-2). */
export function FallTrace({ alarm }: { alarm: Pick<Alarm, 'id' | 'code' | 'raisedAt'> }) {
  const found = useFallTrace(alarm);
  const [signed, setSigned] = useState<ThrowTraceRecord | null>(null);
  const trace = signed ?? found;
  const picture = useMemo(() => (trace && trace.undetermined === null ? pictureOf(trace) : null), [trace]);
  useFallPicture(picture);
  return trace && <Trace alarm={alarm.id} trace={trace} onSigned={setSigned} />;
}

function pictureOf({ storeys, homes, path }: ThrowTraceRecord): FallPicture {
  return {
    path: path ?? [],
    storeys: storeys.map(({ mark, probability }) => ({ corners: mark, probability })),
    openings: (homes ?? []).flatMap(({ marks }) => marks),
  };
}

interface TraceProps {
  readonly alarm: string;
  readonly trace: ThrowTraceRecord;
  readonly onSigned: (trace: ThrowTraceRecord) => void;
}

function Trace({ alarm, trace, onSigned }: TraceProps) {
  const { session, store } = useCenter();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const { undetermined, storeys, homes, confirmed } = trace;
  const [first] = storeys;
  const room = useRoom();
  const pose = first ? poseBefore(first.mark) : null;
  return (
    <section
      className={styles.trace}
      aria-label={format.text('fall.title')}
      data-testid="fall-trace"
      data-undetermined={undetermined ?? ''}
    >
      <h4>{format.text('fall.title')}</h4>
      {undetermined !== null ? (
        <p data-testid="fall-undetermined">
          {format.text('fall.undetermined', { reason: format.text(`fall.${undetermined}`) })}
        </p>
      ) : (
        first && (
          <p className={styles.found} data-testid="fall-storey" data-storey={first.storey}>
            <strong>{first.storey}</strong>
            <span>{percentWords(first.probability)}</span>
          </p>
        )
      )}
      <p className={styles.fact}>{factsOf(format, trace)}</p>
      {trace.drifted.map(({ camera, used }) => (
        <p key={camera} className={styles.doubt} data-testid="fall-drifted">
          {format.text(used ? 'fall.drifted' : 'fall.leftOut', { camera: store.device(camera)?.name ?? camera })}
        </p>
      ))}
      {undetermined === null && <Candidates trace={trace} />}
      {confirmed && (
        <p data-testid="fall-confirmed">
          {format.text('fall.confirmed', {
            place: confirmed.home ?? confirmed.storey,
            time: format.clock(confirmed.at),
          })}
        </p>
      )}
      {room?.site && pose && undetermined === null && (
        <Button onClick={() => room.flyTo({ through: pose })} data-testid="fall-look">
          {format.text('fall.look')}
        </Button>
      )}
      {!confirmed && homes !== null && homes.length > 0 && may(session, 'fall.confirm') && (
        <Button onClick={() => setAsking(true)} data-testid="fall-confirm">
          {format.text('fall.confirm')}
        </Button>
      )}
      {asking && (
        <ConfirmSourceDialog
          alarm={alarm}
          homes={(homes ?? []).slice(0, MOST_ROWS).map(({ home }) => home)}
          onClose={() => setAsking(false)}
          onSigned={(signed) => {
            setAsking(false);
            onSigned(signed);
          }}
        />
      )}
    </section>
  );
}

/** Homes where they may be seen, else storeys; the rest as one row. */
function Candidates({ trace: { homes, storeys } }: { trace: ThrowTraceRecord }) {
  const format = useFormat();
  const rows = (
    homes?.map(({ home, probability }) => ({ name: home, probability })) ??
    storeys.map(({ building, storey, probability }) => ({ name: `${building} ${storey}`, probability }))
  ).slice(0, MOST_ROWS);
  const rest = Math.max(0, 1 - rows.reduce((sum, { probability }) => sum + probability, 0));
  return (
    <table>
      <tbody>
        {[...rows, { name: format.text('fall.other'), probability: rest }].map(({ name, probability }, index) => (
          <tr key={name} className={index === 0 ? styles.first : ''} data-candidate={name}>
            <td>{name}</td>
            <td>
              <span className={styles.bar} style={{ width: `${Math.round(probability * 100)}%` }} />
            </td>
            <td className={styles.share}>{percentWords(probability)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function factsOf(format: ReturnType<typeof useFormat>, trace: ThrowTraceRecord): string {
  const { heightM, heightSigmaM, sightings, wind } = trace;
  const height =
    heightM === null || heightSigmaM === null
      ? ''
      : format.text('fall.height', { height: format.number(heightM, 1), sigma: format.number(heightSigmaM, 1) });
  const blowing = wind.measured
    ? format.text('fall.wind', { speed: format.number(wind.speedMps, 1), from: format.number(wind.fromDeg, 0) })
    : format.text('fall.noWind');
  return [height, format.text('fall.sightings', { count: sightings }), blowing].filter(Boolean).join(' · ');
}
