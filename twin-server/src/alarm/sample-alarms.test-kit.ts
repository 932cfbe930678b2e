import type { Pool } from 'pg';
import { type Alarm, type AlarmRaised, openAlarm } from 'twin-core';

/** A closed, false, or still open alarm as its row in the list has it. */
export type StoredAlarm = Alarm & { readonly closedAt: number | null };

/** For tests: an alarm that was raised and nothing else. */
export function storedAlarm(id: string, raisedAt: number, given: Partial<StoredAlarm> = {}): StoredAlarm {
  const raised: AlarmRaised = {
    kind: 'alarm.raised',
    id,
    code: 'fire.smoke',
    device: 'FA-1',
    facility: 'fire-alarm',
    priority: 1,
    fault: false,
    time: raisedAt,
    building: null,
    storey: null,
    space: null,
    zone: null,
    property: null,
    value: null,
    data: null,
    group: null,
    procedure: null,
  };
  return { ...openAlarm(raised, raisedAt), closedAt: null, ...given };
}

/** For tests and benchmarks: writes alarms into the list as the journal's writer does. */
export async function storeAlarms(pool: Pool, site: string, alarms: readonly StoredAlarm[]): Promise<void> {
  await pool.query(
    `INSERT INTO alarm (site, id, code, device, facility, priority, building, storey, zone, condition, case_state, raised_at, closed_at, body)
     SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', (a->>'priority')::int, a->>'building', a->>'storey', a->>'zone',
            'active', a->>'case', to_timestamp((a->>'raisedAt')::float8 / 1000), to_timestamp((a->>'closedAt')::float8 / 1000), a
     FROM jsonb_array_elements($2::jsonb) AS a`,
    [site, JSON.stringify(alarms)],
  );
}

const KINDS = [
  { facility: 'fire-alarm', code: 'fire.smoke', priority: 1 },
  { facility: 'fire-alarm', code: 'fire.detectorFault', priority: 2 },
  { facility: 'perimeter', code: 'perimeter.intrusion', priority: 2 },
  { facility: 'environment', code: 'env.noise', priority: 4 },
] as const;

/** For tests and benchmarks: alarms as a year brings them, the same for the same seed: `count` of them in [from, to), epoch ms. */
export function* sampleAlarms(count: number, from: number, to: number, seed: number): Iterable<StoredAlarm> {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  /** Log-normal about a median, as people's reactions are. */
  const about = (median: number, spread: number) =>
    Math.round(median * Math.exp(spread * (random() + random() + random() - 1.5) * 2));
  for (let i = 0; i < count; i++) {
    const raisedAt = Math.floor(from + random() * (to - from));
    const device = Math.floor(random() * 2000);
    const acknowledged = random() < 0.95 ? about(40_000, 1) : null;
    const returned = random() < 0.97 ? about(600_000, 1) : null;
    const closed =
      acknowledged === null || returned === null ? null : Math.max(acknowledged, returned) + about(5_000, 1);
    yield storedAlarm(`S${i}`, raisedAt, {
      ...KINDS[device % KINDS.length]!,
      device: `D-${device}`,
      building: device % 10 === 0 ? null : `B${device % 19}`,
      storey: device % 10 === 0 ? null : `${device % 17}F`,
      zone: device % 10 === 0 ? `Z${device % 7}` : null,
      falseAlarm: acknowledged !== null && random() < 0.2,
      acknowledged: acknowledged !== null,
      acknowledgedAt: acknowledged === null ? null : raisedAt + acknowledged,
      active: returned === null,
      returnedAt: returned === null ? null : raisedAt + returned,
      case: closed === null ? 'new' : 'closed',
      closedAt: closed === null ? null : raisedAt + closed,
      group: random() < 0.1 ? { lead: `S${i - 1}`, why: 'zone', scope: 'Z' } : null,
    });
  }
}
