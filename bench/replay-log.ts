import { apply, type DeviceRegistered, emptyState, StateHash, type TwinEvent } from 'twin-core';
import type { Database } from '../twin-server/src/engines/database.ts';
import { DAY, KEEP_ALL, RecordedLog, SITE, seeded } from '../twin-server/src/history/recorded-log.test-kit.ts';

const DEVICES = 1_000;
const STREAMS = 4;
/** Commits: so many events each, and observations of so many datastreams with them. */
const ROWS = 1_000_000;
const ROWS_A_COMMIT = 100;
const VALUES_A_COMMIT = 200;
const HOURS = 6;
/** Every so many commits an alarm is raised, and one closed. */
const ALARM_EVERY = 20;

/** What was recorded, and how the live state stood. */
export interface LivedHour {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly observations: number;
  readonly raised: readonly { readonly id: string; readonly at: number }[];
  /** Of the live state at an instant, epoch ms. */
  hashAt(at: number): string;
}

/** A million rows of journal over six hours of a thousand devices, observations beside them, aged as the server does it. */
export async function recordHours(given: Database['pool']): Promise<LivedHour> {
  const log = await RecordedLog.open(given, false);
  const random = seeded(11);
  const state = emptyState(SITE);
  const hash = new StateHash(state);
  const from = Math.floor(Date.now() / DAY) * DAY - DAY + 8 * 3_600_000;
  const commits = ROWS / ROWS_A_COMMIT;
  const lived: { at: number; hash: string }[] = [];
  const raised: { id: string; at: number }[] = [];
  let observations = 0;
  const commit = async (at: number, events: readonly TwinEvent[]) => {
    await log.commit(at, events);
    events.forEach((event, ordinal) => {
      apply(state, event, { seq: log.seq, ordinal, recordedAt: at });
    });
    lived.push({ at, hash: hash.site() });
  };
  await commit(
    from,
    Array.from({ length: DEVICES }, (_, slot) => registration(slot)),
  );
  for (let i = 1; i <= commits; i++) {
    const at = from + Math.floor((i / commits) * HOURS * 3_600_000);
    const events: TwinEvent[] = Array.from({ length: ROWS_A_COMMIT }, (_, n) => ({
      kind: n % 2 === 0 ? ('device.silent' as const) : ('device.heard' as const),
      device: `D${Math.floor(random() * DEVICES)}`,
    }));
    const slots = Array.from({ length: VALUES_A_COMMIT }, () => Math.floor(random() * DEVICES * STREAMS));
    observations += slots.length;
    events.push({
      kind: 'observations',
      datastreams: Int32Array.from(slots),
      times: Float64Array.from(slots, () => at - Math.floor(random() * 900)),
      values: Float64Array.from(slots, () => Math.round(random() * 1_000) / 10),
    });
    if (i % ALARM_EVERY === 0) {
      const id = `A${raised.length + 1}`;
      events.push(alarm(id, at, Math.floor(random() * DEVICES)));
      raised.push({ id, at });
      if (raised.length > 20) events.push({ kind: 'alarm.closed', id: raised.at(-20)!.id, from: 'resolved' });
    }
    await commit(at, events);
  }
  const historian = log.historian(KEEP_ALL);
  await historian.age(Date.now());
  await historian.close();
  await log.close();
  await log.pool.end();
  return {
    from,
    to: from + HOURS * 3_600_000,
    rows: ROWS,
    observations,
    raised,
    hashAt: (at) => lived[lastAt(lived, at)]!.hash,
  };
}

/** The usual past of a thousand devices up to an instant: ten commits a second, each device telling a value every ten seconds, an alarm every half minute. */
export async function recordUsual(given: Database['pool'], site: string, seconds: number, to: number): Promise<void> {
  const log = await RecordedLog.open(given, false, site);
  const random = seeded(5);
  const from = to - seconds * 1000;
  await log.commit(
    from,
    Array.from({ length: DEVICES }, (_, slot) => registration(slot)),
  );
  for (let i = 1; i <= seconds * 10; i++) {
    const at = from + i * 100;
    const slots = Array.from({ length: DEVICES / 100 }, () => Math.floor(random() * DEVICES * STREAMS));
    const events: TwinEvent[] = [
      {
        kind: 'observations',
        datastreams: Int32Array.from(slots),
        times: Float64Array.from(slots, () => at - Math.floor(random() * 900)),
        values: Float64Array.from(slots, () => Math.round(random() * 1_000) / 10),
      },
    ];
    if (i % 300 === 0) events.push(alarm(`U${i}`, at, Math.floor(random() * DEVICES)));
    await log.commit(at, events);
  }
  await log.close();
  await log.pool.end();
}

/** Index of the last one at or before an instant. */
function lastAt(lived: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, lived.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lived[middle]!.at <= at) low = middle;
    else high = middle;
  }
  return low;
}

const registration = (slot: number): DeviceRegistered => ({
  kind: 'device.registered',
  slot,
  code: `D${slot}`,
  name: `D${slot}`,
  deviceKind: 'noise-meter',
  facility: 'environment',
  building: `B${slot % 20}`,
  storey: `${slot % 30}F`,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112, latitude: 37, height: 0 },
  datastreams: Array.from({ length: STREAMS }, (_, i) => ({ slot: slot * STREAMS + i, property: `property${i}` })),
});

const alarm = (id: string, time: number, device: number): TwinEvent => ({
  kind: 'alarm.raised',
  id,
  code: 'environment.noise',
  device: `D${device}`,
  facility: 'environment',
  priority: 3,
  fault: false,
  building: null,
  storey: null,
  space: null,
  zone: null,
  property: null,
  time,
  value: null,
  data: null,
  group: null,
  procedure: null,
});
