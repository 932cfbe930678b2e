import { useRef, useState } from 'react';
import { zoneOffsetMs } from 'twin-core';
import { Button } from '../kit/button.tsx';
import { useCenter } from '../kit/center-context.ts';
import { CompareChart, LineKey, MOST_LINES } from '../kit/chart/compare-chart.tsx';
import { Choice } from '../kit/choice.tsx';
import { Dialog, DialogButtons } from '../kit/dialog.tsx';
import { useFormat } from '../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../kit/notice.tsx';
import { TextField } from '../kit/text-field.tsx';
import { useLoaded } from '../kit/use-loaded.ts';
import { ChartFiles } from './chart-files.tsx';
import { comparableStreams, type Stream, streamKey } from './comparable.ts';
import styles from './compare-dialog.module.css';
import { readHours } from './history.ts';

/** Places of the drawing that hold a value each. */
const PLACES = 288;
const HOURS = [1, 6, 24, 168, 720] as const;
const DAY_HOURS = 24;
/** Datastreams offered at once; typing narrows them. */
const OFFERED = 6;
/** An interval without a value and half of the next: a line is broken then. */
const GAP_INTERVALS = 2.5;

/** A datastream over others of the same unit, of its device or of any: over a chosen time, as CSV and as a picture. */
export function CompareDialog({ first, onClose }: { first: Stream; onClose(): void }) {
  const { api, clock, site } = useCenter();
  const format = useFormat();
  const [streams, setStreams] = useState<readonly Stream[]>([first]);
  const [hours, setHours] = useState<number>(DAY_HOURS);
  const drawing = useRef<HTMLDivElement>(null);
  const nameOf = ({ device, declared }: Stream) => `${device.name} · ${format.label(declared.label)}`;
  const loaded = useLoaded(`${hours} ${streams.map(streamKey).join(' ')}`, (signal) => {
    const now = clock.now();
    return Promise.all(
      streams.map(async (stream) => {
        const request = { api, device: stream.device.code, property: stream.property, now, places: PLACES };
        return { stream, history: await readHours(request, hours, signal) };
      }),
    );
  });
  const shown = loaded.state === 'ready' ? loaded.value : loaded.last;
  const history = shown?.[0]?.history;
  const { unit } = first.declared;
  const title = format.text('compare.titleOf', { unit: unit || format.label(first.declared.label) });
  return (
    <Dialog title={title} onClose={onClose} wide>
      <Choice
        label={format.text('chart.span')}
        value={String(hours)}
        options={HOURS.map((count) => ({
          value: String(count),
          label:
            count > DAY_HOURS
              ? format.text('chart.days', { count: count / DAY_HOURS })
              : format.text('chart.hours', { count }),
        }))}
        onChoose={(value) => setHours(Number(value))}
      />
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!shown && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {shown && history && (
        <div ref={drawing} data-testid="compare-chart" data-lines={shown.length} data-hours={history.hours}>
          {shown.every((one) => one.history.points.length === 0) ? (
            <EmptyNotice title={format.text('chart.empty')}>{format.text('chart.emptyHint')}</EmptyNotice>
          ) : (
            <CompareChart
              lines={shown.map(({ stream, history: { points } }) => ({
                key: streamKey(stream),
                name: nameOf(stream),
                points: points.map(({ time, mean: value }) => ({ time, value })),
              }))}
              from={history.from}
              to={history.to}
              gapMs={history.intervalMs * GAP_INTERVALS}
              offsetMs={zoneOffsetMs(history.to, site.timeZone)}
              unit={unit}
              summary={`${title}: ${shown.map(({ stream }) => nameOf(stream)).join('; ')}`}
            />
          )}
        </div>
      )}
      <ul className={styles.legend} data-testid="compare-legend">
        {streams.map((stream, i) => (
          <li key={streamKey(stream)}>
            <LineKey index={i} />
            <span>{nameOf(stream)}</span>
            {i > 0 && (
              <Button
                look="quiet"
                aria-label={format.text('compare.remove', { name: nameOf(stream) })}
                onClick={() => setStreams(streams.filter((other) => other !== stream))}
              >
                ✕
              </Button>
            )}
          </li>
        ))}
      </ul>
      {streams.length < MOST_LINES ? (
        <Adding first={first} chosen={streams} nameOf={nameOf} onAdd={(stream) => setStreams([...streams, stream])} />
      ) : (
        <p className={styles.note}>{format.text('compare.full', { count: MOST_LINES })}</p>
      )}
      <p className={styles.note}>{format.text('origin.history')}</p>
      <DialogButtons>
        {shown && (
          <ChartFiles
            drawing={drawing}
            histories={shown.map(({ stream, history: { points } }) => ({ name: nameOf(stream), unit, points }))}
            fileName={`compare-${first.device.code}-${first.property}-${hours}h`}
            title={`${title} · ${shown.map(({ stream }) => nameOf(stream)).join(' / ')}`}
          />
        )}
        <Button onClick={onClose}>{format.text('shell.close')}</Button>
      </DialogButtons>
    </Dialog>
  );
}

interface AddingProps {
  readonly first: Stream;
  readonly chosen: readonly Stream[];
  nameOf(stream: Stream): string;
  onAdd(stream: Stream): void;
}

/** Finds another datastream of the same unit. */
function Adding({ first, chosen, nameOf, onAdd }: AddingProps) {
  const { store } = useCenter();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const taken = new Set(chosen.map(streamKey));
  const offered = comparableStreams(store.catalogue, store.state.devices, first, {
    typed,
    most: OFFERED + chosen.length,
    nameOf,
  })
    .filter((stream) => !taken.has(streamKey(stream)))
    .slice(0, OFFERED);
  return (
    <div className={styles.adding}>
      <TextField
        label={format.text('compare.add')}
        value={typed}
        placeholder={format.text('compare.placeholder')}
        data-testid="compare-search"
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul data-testid="compare-offers">
        {offered.map((stream) => (
          <li key={streamKey(stream)}>
            <Button look="quiet" data-stream={streamKey(stream)} onClick={() => onAdd(stream)}>
              + {nameOf(stream)}
            </Button>
          </li>
        ))}
      </ul>
      {offered.length === 0 && <p className={styles.note}>{format.text('compare.none')}</p>}
    </div>
  );
}
