import { setTimeout as sleep } from 'node:timers/promises';
import { Follower } from '../twin-server/src/load/follower.ts';
import { FloodWatch } from './alarm-flood-watch.ts';
import { type AlarmSite, type DeviceRow, MIDDLE, openAlarmSite } from './alarm-site.ts';

/** FLOOD_S: seconds of the flood. */
const SECONDS = Number(process.env.FLOOD_S ?? 300);
const PER_MINUTE = 10_000;
const CAUSES = 20;
const CRITICAL = 50;
const ALARMS = Math.floor((PER_MINUTE * SECONDS) / 60);
/** Alarms are told in so many slices a second. */
const SLICES = 10;
/** A feeder is told this long before what hangs below it: its own rule waits 2 s. */
const CAUSE_FIRST_MS = 3_000;
const SETTLE_MS = 120_000;

/**
 * Ten thousand alarms a minute for five minutes from twenty feeders that trip one after the other, each with the detectors below it, and fifty
 * fires that have nothing to do with them. Asked: all stored, each reachable from its incident, every fire shown with p99 ≤ 1 s,
 * at most 10 other new rows in any 10 s.
 */
export async function run(): Promise<object> {
  const site = await openAlarmSite(rows());
  const follower = await Follower.open({ url: site.twin.url, key: site.key, site: 'site', folds: true });
  try {
    const watch = new FloodWatch(follower);
    await flood(site, watch);
    const expected = ALARMS + CAUSES + CRITICAL;
    const deadline = Date.now() + SETTLE_MS;
    while (watch.raised < expected && Date.now() < deadline) await sleep(200);
    const { stored, unreachable } = await stand(site, watch);
    return { seconds: SECONDS, expected, stored, unreachable, ...watch.told() };
  } catch (cause) {
    process.stderr.write(site.twin.output.slice(-2000));
    throw cause;
  } finally {
    follower.close();
    await site.close();
  }
}

async function flood({ mqtt }: AlarmSite, watch: FloodWatch): Promise<void> {
  const tell = (device: string, values: object) =>
    mqtt.publish(`twin/site/${device}/observations`, JSON.stringify({ time: Date.now(), values }), { qos: 1 });
  const startedAt = Date.now();
  const causeAt = (cause: number) => (cause * SECONDS * 1000) / CAUSES;
  let [told, causes, fires] = [0, 0, 0];
  for (;;) {
    const elapsed = Date.now() - startedAt;
    while (causes < CAUSES && elapsed + CAUSE_FIRST_MS >= causeAt(causes)) tell(feeder(causes++), { breaker: 'open' });
    const due = Math.min(ALARMS, Math.floor(((elapsed - CAUSE_FIRST_MS) / 1000 / SECONDS) * ALARMS));
    for (; told < due; told++) tell(detector(told), { fault: true });
    for (; fires < CRITICAL && elapsed >= ((fires + 0.5) * SECONDS * 1000) / CRITICAL; fires++) {
      watch.fireTold(fire(fires), performance.now());
      tell(fire(fires), { alarm: true, obscurationPctM: 5 });
    }
    if (told >= ALARMS && fires >= CRITICAL) return;
    await sleep(1000 / SLICES);
  }
}

/** What the alarm list holds, and how many of its alarms no incident leads to. */
async function stand(site: AlarmSite, watch: FloodWatch): Promise<{ stored: number; unreachable: number }> {
  let [stored, unreachable] = [0, 0];
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: { items: { id: string }[]; next: string | null } = await site.get(`/alarms?limit=500${from}`);
    stored += page.items.length;
    unreachable += page.items.filter(({ id }) => !watch.isReachable(id)).length;
    cursor = page.next;
  } while (cursor !== null);
  return { stored, unreachable };
}

const feeder = (i: number) => `PD-${String(i).padStart(2, '0')}`;
const detector = (i: number) => `FA-${String(i).padStart(5, '0')}`;
/** Half of them stand below a feeder that tripped: what caused the faults does not explain a fire. */
const fire = (i: number) => `FX-${String(i).padStart(2, '0')}`;

function rows(): DeviceRow[] {
  const perCause = Math.ceil(ALARMS / CAUSES);
  const row = (deviceCode: string, kind: string, parent?: string): DeviceRow => ({
    deviceCode,
    name: deviceCode,
    kind,
    ...MIDDLE,
    ...(parent ? { parent } : {}),
  });
  const all: DeviceRow[] = [];
  for (let i = 0; i < CAUSES; i++) all.push(row(feeder(i), 'switch-cabinet'));
  for (let i = 0; i < ALARMS; i++) all.push(row(detector(i), 'smoke-detector', feeder(Math.floor(i / perCause))));
  for (let i = 0; i < CRITICAL; i++) all.push(row(fire(i), 'smoke-detector', i % 2 ? feeder(i % CAUSES) : undefined));
  return all;
}
