import type pg from 'pg';
import type { Logger } from 'pino';
import type { Catalogue, Published } from 'twin-core';
import { AlarmDesk } from './alarm/desk.ts';
import type { BaseRegistry } from './base/registry.ts';
import type { Surroundings } from './base/surroundings.ts';
import type { Config } from './config.ts';
import type { Vault } from './engines/vault.ts';
import { Arming } from './facilities/perimeter/arming.ts';
import { openBroadcast, type PublicAddress } from './open-broadcast.ts';
import { type Notices, openNotices } from './open-notices.ts';
import { type OutletsOptions, openOutlets } from './open-outlets.ts';
import type { Pipeline } from './pipeline.ts';

export interface AlarmWorkOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly catalogue: Catalogue;
  readonly registry: BaseRegistry;
  readonly surroundings: Surroundings;
  readonly pipeline: Pipeline;
  readonly config: Config;
  /** Sends a message down to a device, when there is a broker. */
  readonly publish: (topic: string, payload: Buffer) => Promise<number>;
  readonly cameras: OutletsOptions['cameras'];
  readonly screens: () => number;
  readonly log: Logger;
}

/** What is done about alarms: by people at the desk, and by the ways out of the twin. */
export interface AlarmWork {
  readonly desk: AlarmDesk;
  readonly outlets: ReturnType<typeof openOutlets>;
  readonly notices: Notices;
  readonly address: PublicAddress;
  readonly arming: Arming;
  /** Carries out what was asked by a commit of this site. */
  note(published: Published): void;
  close(): void;
}

/** Opens everything that is done about alarms. Throws InputError naming the setting that cannot work. */
export async function openAlarmWork(options: AlarmWorkOptions): Promise<AlarmWork> {
  const { pool, vault, catalogue, registry, surroundings, pipeline, config, publish, cameras, screens, log } = options;
  const { code: site, timeZone } = registry.site;
  const state = () => pipeline.published;
  const notices = openNotices({ pool, vault, registry, catalogue, config, log });
  const address = await openBroadcast({
    pool,
    registry,
    dataDir: config.dataDir,
    state,
    order: (order) => outlets.order(order),
    log,
  });
  const outlets = openOutlets({
    site,
    registry,
    surroundings,
    pipeline,
    publish,
    cameras,
    screens,
    speaker: address.broadcast,
    others: notices.outlets,
    log,
  });
  const devices = () => registry.devices();
  const arming = await Arming.open({ pool, site, timeZone, catalogue, devices, state, order: outlets.order, log });
  return {
    desk: new AlarmDesk(catalogue, state, (command) => pipeline.command(command)),
    outlets,
    notices,
    address,
    arming,
    note: (published) => {
      outlets.conductor.note(published);
      address.broadcast.note(published);
      notices.note(published);
    },
    close: () => {
      arming.close();
      outlets.conductor.close();
      address.broadcast.close();
      notices.close();
    },
  };
}
