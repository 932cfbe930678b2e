import type { Alarm } from './alarm.ts';
import type { DeviceReported, LoggedEvent } from './event.ts';
import type { Changes, Device, TwinState } from './twin.ts';

/** sense → normalize: bytes of one message, parsed as JSON, with whose they are. receivedAt is epoch ms. */
export interface Reading {
  readonly site: string;
  readonly device: string;
  readonly channel: 'observations' | 'events';
  readonly body: unknown;
  readonly protocol: string;
  readonly receivedAt: number;
}

/** normalize → fuse: one value of one datastream. time is phenomenonTime, epoch ms. */
export interface Observation {
  readonly property: string;
  readonly time: number;
  readonly value: number;
}

/** normalize → fuse: an event as the device told it; `type` is the part after the dot. */
export type Report = Omit<DeviceReported, 'kind' | 'device'>;

/** What a message came to after normalizing: what is good, and what is refused with its reason. */
export interface Normalized {
  readonly observations: readonly Observation[];
  readonly reports: readonly Report[];
  readonly refusals: readonly Refusal[];
}

/** A message, or a part of one, that was not accepted: goes to the dead letters, never lost silently. */
export interface Refusal {
  readonly reason: string;
  readonly payload: unknown;
}

/** fuse → evaluate: what was sensed, on the thing it belongs to. */
export interface Situation {
  readonly device: Device;
  readonly observations: readonly Observation[];
  readonly reports: readonly Report[];
}

/** journal → push: what a commit changed, told after COMMIT and only then. `changes` are slots of the published state. */
export interface Published {
  readonly state: TwinState;
  readonly events: readonly LoggedEvent[];
  readonly changes: Changes;
  readonly alarms: readonly Alarm[];
}
