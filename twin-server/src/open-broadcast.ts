import type pg from 'pg';
import type { ActionEnded, Order, TwinState } from 'twin-core';
import type { BaseRegistry } from './base/registry.ts';
import { Broadcast } from './broadcast/broadcast.ts';
import { Recordings } from './broadcast/recordings.ts';
import { Schedules } from './broadcast/schedules.ts';
import { ZoneRights } from './broadcast/zone-rights.ts';
import type { Log } from './engines/log.ts';

export interface OpenBroadcastOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly dataDir: string;
  readonly state: () => TwinState;
  /** Tells a device something, journaled, and resolves with what became of it. */
  readonly order: (order: Omit<Order, 'id'>) => Promise<ActionEnded>;
  readonly log: Log;
  readonly now?: () => number;
}

/** The public address and what it is played from. */
export interface PublicAddress {
  readonly broadcast: Broadcast;
  readonly schedules: Schedules;
  readonly recordings: Recordings;
  readonly zoneRights: ZoneRights;
}

/** Opens the public address of a site; it plays by the clock once it is run. */
export async function openBroadcast(options: OpenBroadcastOptions): Promise<PublicAddress> {
  const { pool, registry, dataDir, state, order, log, now } = options;
  const { code: site, timeZone } = registry.site;
  const recordings = new Recordings(pool, site, dataDir);
  const schedules = await Schedules.open(pool, site, timeZone);
  const broadcast = await Broadcast.open({
    pool,
    site,
    speakers: registry,
    recordings,
    schedules,
    state,
    order: async (terminal, command, args, by) => {
      const ended = await order({ by, alarm: null, device: terminal, action: { do: 'order', command, args } });
      return ended.results[0] ?? { target: terminal, ok: ended.ok, detail: null };
    },
    log,
    ...(now && { now }),
  });
  return { broadcast, schedules, recordings, zoneRights: new ZoneRights(pool, site) };
}
