import { type Device, datastreamOf, type ObservedProperty } from 'twin-core';
import { useCenter, useNow, useRegistryRevision } from '../../kit/center-context.ts';
import { Sparkline } from '../../kit/chart/sparkline.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { readHistory } from '../history.ts';
import styles from './measures.module.css';

/** The sparkline is asked for anew this often. */
const REFRESH_MS = 300_000;
const SPARK_PLACES = 48;
/** A measure older than this says nothing about now. */
const FRESH_MS = 600_000;
/** A property, and the device kinds that are asked for it: the first of which there are any. */
interface MeasureOf {
  readonly property: string;
  readonly kinds: readonly string[];
}

/** What an overview tells of the environment. */
export const ENVIRONMENT: readonly MeasureOf[] = [
  { property: 'pm25', kinds: ['air-station'] },
  { property: 'temperatureC', kinds: ['weather-station', 'air-station'] },
  { property: 'noiseDba', kinds: ['noise-meter'] },
];

/** What an overview tells of the water that is supplied. */
export const WATER: readonly MeasureOf[] = [
  { property: 'pressureMpa', kinds: ['pump'] },
  { property: 'tankLevelM', kinds: ['water-tank'] },
  { property: 'residualChlorineMgL', kinds: ['water-quality'] },
];

/** Values now, as the mean of the stations, with the last day of the first of them. */
export function Measures({ of }: { of: readonly MeasureOf[] }) {
  const { store } = useCenter();
  const format = useFormat();
  useRegistryRevision();
  const rows = of.flatMap(({ property, kinds }) => {
    const kind = kinds.find((name) => store.state.devices.some((device) => device?.deviceKind === name));
    const stations = store.state.devices.filter((device) => device !== undefined && device.deviceKind === kind);
    const declared = kind && store.catalogue.property(kind, property);
    return declared ? [{ name: property, declared, stations: stations as Device[] }] : [];
  });
  if (rows.length === 0) return <EmptyNotice title={format.text('environment.none')} />;
  return rows.map((row) => <Measure key={row.name} {...row} />);
}

function Measure({ name, declared, stations }: { name: string; declared: ObservedProperty; stations: Device[] }) {
  const { api, store } = useCenter();
  const format = useFormat();
  // A mean of several stations is looked at once a second, not at each message.
  const now = useNow();
  const first = stations[0];
  const period = Math.floor(now / REFRESH_MS);
  const history = useLoaded(first ? `${first.code} ${name} ${period}` : null, (signal) =>
    readHistory({ api, device: first!.code, property: name, now, places: SPARK_PLACES }, signal),
  ).last;
  const values = stations.flatMap((station) => {
    const slot = datastreamOf(station, name);
    const value = store.state.values[slot];
    return value !== undefined && now - store.state.times[slot]! < FRESH_MS ? [value] : [];
  });
  const mean = values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    <div className={styles.measure} title={format.text('environment.mean', { count: values.length })}>
      <span>{format.label(declared.label)}</span>
      <b>
        {Number.isNaN(mean) ? '–' : format.value(declared, mean)}
        <small>{declared.unit}</small>
      </b>
      {history ? (
        <Sparkline
          points={history.points.map(({ time, mean: value }) => ({ time, value }))}
          from={history.from}
          to={history.to}
          gapMs={history.intervalMs * 2.5}
        />
      ) : (
        <Sparkline points={[]} from={0} to={1} gapMs={1} />
      )}
      <small>{history && format.text('environment.hours', { count: history.hours })}</small>
    </div>
  );
}
