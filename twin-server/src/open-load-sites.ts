import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Catalogue, type Placement, type Published } from 'twin-core';
import type { Actor } from './access/audit.ts';
import { removeSite } from './journal/remove-site.ts';
import { LOAD_FACILITY } from './load/facility.ts';
import { loadDevice } from './load/load-device.ts';
import type { PipelineProbe } from './metrics/probe.ts';
import { InputError } from './problem.ts';
import type { PushHub } from './push/hub.ts';
import { registerDevices } from './register-devices.ts';
import { openSiteTwin, type SiteTwin } from './site-twin.ts';

/** Load-test sites are named so: none other is ever removed. */
const PREFIX = 'load-';

/** A site made for a load test. */
export interface LoadSite {
  readonly site: string;
  readonly gateway: { readonly account: string; readonly secret: string };
}

/** How a load-test site stands: what its journal holds and what its state is. */
export interface LoadSiteView {
  readonly site: string;
  readonly devices: number;
  readonly seq: number;
  readonly hash: string;
  readonly openAlarms: number;
  readonly observations: number;
}

export interface LoadSitesOptions {
  readonly pool: Pool;
  readonly node: string;
  readonly frame: Placement;
  readonly hub: PushHub;
  readonly accounts: {
    createGateway(gateway: { name: string; site: string }, by: Actor): Promise<{ account: string; secret: string }>;
    remove(account: string, by: Actor): Promise<void>;
  };
  readonly by: Actor;
  readonly onPublished: (published: Published) => void;
  readonly probe: PipelineProbe;
  readonly retentionMs: number;
  readonly log: Logger;
}

/**
 * Sites of their own for load tests: registered, evaluated, stored and pushed by the same program as the estate, beside it, and removed
 * with all their rows afterwards. What a crash left is removed at the next start.
 */
export class LoadSites {
  readonly #options: LoadSitesOptions;
  readonly #catalogue = new Catalogue([LOAD_FACILITY]);
  readonly #open = new Map<
    string,
    { readonly twin: SiteTwin; readonly account: string; readonly unwatch: () => void }
  >();

  constructor(options: LoadSitesOptions) {
    this.#options = options;
  }

  /** The twin of a load-test site, or undefined. */
  twin(site: string): SiteTwin | undefined {
    return this.#open.get(site)?.twin;
  }

  /** Makes a site with that many devices and an MQTT account for them. */
  async create(devices: number): Promise<LoadSite> {
    const { pool, node, frame, hub, accounts, by, onPublished, probe, retentionMs, log } = this.#options;
    const site = PREFIX + randomBytes(4).toString('hex');
    const twin = await openSiteTwin({
      pool,
      site,
      node,
      catalogue: this.#catalogue,
      log,
      retentionMs,
      probe,
      onPublished,
      onFatal: (reason) => log.error({ site, reason }, 'a load test cannot go on'),
    });
    try {
      const records = Array.from({ length: devices }, (_, i) => loadDevice(i, frame));
      await registerDevices(twin.pipeline, records, twin.pipeline.published);
      const gateway = await accounts.createGateway({ name: `${site}-gateway`, site }, by);
      this.#open.set(site, { twin, account: gateway.account, unwatch: hub.open(site, twin.source) });
      return { site, gateway };
    } catch (cause) {
      // Half a load-test site is of no use, and nobody could remove it.
      await twin.close();
      await removeSite(pool, site);
      throw cause;
    }
  }

  /** How it stands. Throws InputError where there is none. */
  async view(site: string): Promise<LoadSiteView> {
    const { twin } = this.#found(site);
    const { seq, slotByCode, alarms } = twin.pipeline.published;
    const { rows } = await this.#options.pool.query<{ observations: string }>(
      'SELECT coalesce(sum(count), 0) AS observations FROM observation WHERE site = $1',
      [site],
    );
    return {
      site,
      devices: slotByCode.size,
      seq,
      hash: twin.hash(),
      openAlarms: alarms.size,
      observations: Number(rows[0]!.observations),
    };
  }

  /** Ends it and removes everything of it. Throws InputError where there is none. */
  async remove(site: string): Promise<void> {
    const { pool, accounts, by } = this.#options;
    const { twin, account, unwatch } = this.#found(site);
    this.#open.delete(site);
    unwatch();
    await twin.close();
    await accounts.remove(account, by);
    await removeSite(pool, site);
  }

  /** Removes what earlier runs left behind. */
  async sweep(): Promise<void> {
    const { pool, accounts, by } = this.#options;
    const { rows } = await pool.query<{ site: string }>(
      'SELECT DISTINCT site FROM journal_head WHERE starts_with(site, $1)',
      [PREFIX],
    );
    for (const { site } of rows) {
      if (this.#open.has(site)) continue;
      await accounts.remove(`${site}-gateway`, by);
      await removeSite(pool, site);
    }
  }

  async close(): Promise<void> {
    for (const site of [...this.#open.keys()]) await this.remove(site);
  }

  #found(site: string) {
    const found = this.#open.get(site);
    if (!found) throw new InputError(`no load-test site ${site}`, { place: 'site' });
    return found;
  }
}
