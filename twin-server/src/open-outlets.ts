import type { ActionEnded, ActionResult, CommandArgs, DeviceRecord, Order, TwinState } from 'twin-core';
import type { BaseRegistry } from './base/registry.ts';
import type { Surroundings } from './base/surroundings.ts';
import type { Log } from './engines/log.ts';
import { BroadcastOutlet, type Speaker } from './outlets/broadcast-outlet.ts';
import { Conductor } from './outlets/conductor.ts';
import { type CommandLine, DeviceLine } from './outlets/device-line.ts';
import { DeviceOutlet } from './outlets/device-outlet.ts';
import type { Outlet } from './outlets/outlet.ts';
import { ScreenOutlet } from './outlets/screen-outlet.ts';
import { UnavailableError } from './problem.ts';

/** So many cameras are opened for an alarm. */
const CAMERAS = 4;

export interface OutletsOptions {
  readonly site: string;
  readonly registry: BaseRegistry;
  readonly surroundings: Surroundings;
  readonly pipeline: {
    readonly published: TwinState;
    order(order: Omit<Order, 'id'>): Promise<string>;
    end(ended: ActionEnded): Promise<void>;
  };
  /** Sends a message down to a device, when there is a broker. */
  readonly publish: (topic: string, payload: Buffer) => Promise<number>;
  /** Cameras that are told by their own protocol, not by messages. */
  readonly cameras: {
    get(camera: string): object | null;
    tell(camera: string, command: string, args: CommandArgs): Promise<ActionResult>;
  };
  readonly screens: () => number;
  readonly speaker: Speaker;
  /** Ways out that need no device. */
  readonly others: readonly Outlet[];
  readonly log: Log;
}

/** Every way out of the twin, and who has them used. Opened by the live composition only. */
export function openOutlets(options: OutletsOptions) {
  const { site, registry, surroundings, pipeline, publish, cameras, screens, speaker, others, log } = options;
  const messages = new DeviceLine({ site, publish });
  const line: CommandLine = {
    tell: (id, device, command, args) =>
      cameras.get(device) ? cameras.tell(device, command, args) : messages.tell(id, device, command, args),
  };
  const source = {
    devices: () => registry.devices(),
    nearest: (device: DeviceRecord, kinds: readonly string[], count: number) =>
      surroundings.nearest(device, kinds, count),
  };
  const outlets: Outlet[] = [
    new DeviceOutlet(line, source),
    new ScreenOutlet((device) => surroundings.near(device).camera.slice(0, CAMERAS), screens),
    new BroadcastOutlet(line, source, speaker),
    ...others,
  ];
  const conductor = new Conductor({
    outlets,
    state: () => pipeline.published,
    device: (code) => registry.device(code),
    end: (ended) => pipeline.end(ended),
    log,
  });
  return {
    conductor,
    acks: (device: string, payload: Buffer) => messages.heard(device, payload),
    /** Journals what a person tells a device, and resolves with what became of it. */
    order: async (order: Omit<Order, 'id'>): Promise<ActionEnded> => {
      const outcome = conductor.outcome(await pipeline.order(order));
      // It began with the commit, unless the server is on its way out.
      if (!outcome) throw new UnavailableError('the server is stopping; the command is carried out after its restart');
      return outcome;
    },
  };
}
