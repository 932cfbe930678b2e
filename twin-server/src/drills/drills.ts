import type pg from 'pg';
import type { Logger } from 'pino';
import { instantOfLocal, isCritical, type Published, zoneOffsetMs } from 'twin-core';
import type { Scenario } from 'twin-core/drill';
import { InputError, reasonOf } from '../problem.ts';
import type { SiteSource } from '../push/feed.ts';
import { photoTypeOf } from '../work-orders/photo-content.ts';
import { Drill, drillName } from './drill.ts';
import type { Branches } from './drill-branch.ts';
import type { DrillPicture, DrillRow, OnAlarm } from './drill-record.ts';
import { DrillRefusal } from './drill-refusal.ts';
import { DrillTable } from './drill-table.ts';

/** The push channel, as drills need it. */
export interface DrillChannels {
  open(name: string, source: SiteSource, site: string): () => void;
  publish(published: Published, name: string): void;
}

export interface DrillsOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly timeZone: string;
  readonly branches: Branches;
  readonly channels: DrillChannels;
  /** Real time, epoch ms. */
  readonly now: () => number;
  readonly log: Logger;
}

export interface DrillStart {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly onAlarm: OnAlarm;
  readonly by: string;
  /** The instant (epoch ms) whose state it begins with; null for the present. */
  readonly from: number | null;
  /** Roles by account id. */
  readonly roles: Readonly<Record<string, string>>;
}

/** Drills at once. */
const MOST_OPEN = 4;
const DAY_MS = 86_400_000;
export const MOST_PICTURES = 24;
export const MOST_PICTURE_BYTES = 400_000;

/** The drills of a site: those that go on or stand, and the records of those that are over. */
export class Drills {
  readonly table: DrillTable;
  readonly #options: DrillsOptions;
  readonly #open = new Map<string, { readonly drill: Drill; readonly unwatch: () => void }>();

  private constructor(options: DrillsOptions) {
    this.#options = options;
    this.table = new DrillTable(options.pool, options.site);
  }

  /** Those that were not over are there again, and stand. */
  static async open(options: DrillsOptions): Promise<Drills> {
    const drills = new Drills(options);
    for (const row of await drills.table.unfinished()) {
      try {
        await drills.#enter(row);
      } catch (cause) {
        options.log.error({ drill: row.number, reason: reasonOf(cause) }, 'a drill is lost: its log cannot be read');
        const over = { clockMs: row.clockMs, endedAt: options.now(), events: [], result: null };
        await drills.table.end(row.number, { ...over, ending: { why: 'lost' } });
        await options.branches.drop(row.branch);
      }
    }
    return drills;
  }

  /** Those that are not over. */
  *running(): Iterable<Drill> {
    for (const { drill } of this.#open.values()) yield drill;
  }

  /** A drill that is not over, by the name it is followed under. */
  find(name: string): Drill | undefined {
    return this.#open.get(name)?.drill;
  }

  /** The same by its number. Throws DrillRefusal for none. */
  async going(number: number): Promise<Drill> {
    const drill = this.find(drillName(number));
    if (drill) return drill;
    if (await this.table.get(number)) throw new DrillRefusal('conflict', `drill ${number} is over`);
    throw new DrillRefusal('not-found', `no drill ${number}`);
  }

  /** Prepares a drill: it stands until it is begun. */
  async start({ scenario, seed, onAlarm, by, from, roles }: DrillStart): Promise<Drill> {
    if (this.#open.size >= MOST_OPEN) throw new DrillRefusal('conflict', `${MOST_OPEN} drills are going on already`);
    for (const role of Object.values(roles))
      if (!scenario.roles.some(({ id }) => id === role))
        throw new InputError(`the scenario has no role ${role}`, { place: 'body.roles' });
    const { branches, now, timeZone } = this.#options;
    const startsAt = startOf(scenario, now(), timeZone);
    const { branch, seq } = await branches.fork(from, startsAt);
    const drill = { branch, forkSeq: seq, scenario, seed, onAlarm, ledBy: by, beganAt: now(), startsAt };
    const number = await this.table.insert(drill);
    await this.table.noteClock(number, 0, { why: 'ready' });
    for (const [account, role] of Object.entries(roles)) await this.table.putRole(number, account, role);
    return this.#enter((await this.table.get(number))!);
  }

  /** Everybody in a drill hears of a real alarm that nobody may miss. */
  note({ events }: Published): void {
    for (const { event } of events) {
      if (event.kind !== 'alarm.raised' || event.group || !isCritical(event.priority, event.fault)) continue;
      for (const drill of this.running())
        drill.noteLiveAlarm(event).catch((cause: unknown) => {
          this.#options.log.error({ reason: reasonOf(cause) }, 'a real alarm could not be written down in a drill');
        });
    }
  }

  /** Keeps a picture of the scene at a moment of a drill that goes on. */
  async addPicture(number: number, by: string, moment: string, jpeg: Buffer): Promise<DrillPicture> {
    const drill = await this.going(number);
    if (drill.roles[by] === undefined && drill.row.ledBy !== by)
      throw new DrillRefusal('conflict', 'take a role in the drill first');
    if (jpeg.length > MOST_PICTURE_BYTES || photoTypeOf(jpeg) !== 'image/jpeg')
      throw new InputError(`the picture: expected a whole JPEG of ${MOST_PICTURE_BYTES / 1000} kB at most`);
    const at = drill.at;
    const picture = await this.table.addPicture(number, { at, moment, by, jpeg }, MOST_PICTURES);
    if (picture === null) throw new DrillRefusal('conflict', `a drill has ${MOST_PICTURES} pictures at most`);
    drill.touch();
    return { picture, at, moment, by };
  }

  async close(): Promise<void> {
    for (const { drill, unwatch } of this.#open.values()) {
      unwatch();
      await drill.close();
    }
    this.#open.clear();
  }

  async #enter(row: DrillRow): Promise<Drill> {
    const { site, branches, channels, now, log } = this.#options;
    const name = drillName(row.number);
    const drill = await Drill.open(row, {
      site,
      table: this.table,
      branches,
      onPublished: (published) => channels.publish(published, name),
      onEnded: () => {
        this.#open.get(name)?.unwatch();
        this.#open.delete(name);
      },
      now,
      log,
    });
    const source: SiteSource = {
      state: () => drill.branch.state(),
      hash: () => drill.branch.hash(),
      eventsAfter: (after, upto) => drill.branch.events(after, upto),
      course: () => drill.course(),
    };
    this.#open.set(name, { drill, unwatch: channels.open(name, source, site) });
    return drill;
  }
}

/** The next instant at which a drill's clock may begin (epoch ms): now, or when it is next that time of day. */
function startOf({ startsAt }: Scenario, now: number, timeZone: string): number {
  const second = Math.floor(now / 1000) * 1000;
  if (startsAt === undefined) return second;
  const local = second + zoneOffsetMs(second, timeZone);
  const [hours, minutes] = startsAt.split(':').map(Number);
  const today = Math.floor(local / DAY_MS) * DAY_MS + (hours! * 60 + minutes!) * 60_000;
  return instantOfLocal(today >= local ? today : today + DAY_MS, timeZone);
}
