import type { LoggedEvent, TwinEvent } from '../event.ts';
import { apply, type Changes, type TwinState } from '../twin.ts';
import { decodeBlock, encodeBlock } from './codec.ts';
import type { Course } from './protocol.ts';

/** What happened in (after, upto] for a client's interest (SPEC W20–W26). */
export interface Frame {
  readonly after: number;
  readonly upto: number;
  /** recordedAt of upto, epoch ms. */
  readonly recordedAt: number;
  /** The server's clock when the frame was sent, epoch ms: a viewer's scene clock; never folded. */
  readonly sentAt: number;
  /** How the course goes, where it is not the live one (W34). */
  readonly course?: Course;
  /** The site's state hash at upto, present now and then, only to clients that watch the whole site. */
  readonly hash?: string;
  /** Every event but observations, none left out, in order. */
  readonly events: readonly LoggedEvent[];
  /** Absolute last values of the datastreams that changed. */
  readonly datastreams: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** When the device of each was last heard (recordedAt, epoch ms): a value sent again after a gap must not look fresh. */
  readonly heard: Float64Array;
}

/** A frame as one block. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const { datastreams, times, values, heard, ...header } = frame;
  return encodeBlock({ type: 'frame', ...header }, { datastreams, times, values, heard });
}

/** A frame from its block. Throws an Error when it is none. */
export function decodeFrame(bytes: Uint8Array | ArrayBuffer): Frame {
  const { header, arrays } = decodeBlock(bytes);
  if (header.type !== 'frame') throw new Error(`block is a ${String(header.type)}, expected a frame`);
  return { ...(header as unknown as Omit<Frame, 'datastreams' | 'times' | 'values' | 'heard'>), ...arrays } as Frame;
}

/**
 * Folds a frame into a state: first its events in order, then its values. Registrations must come before the values of their
 * datastreams; values and alarms do not depend on each other, because outcomes are journaled.
 */
export function applyFrame(state: TwinState, frame: Frame, changes?: Changes): void {
  for (const { event, ...at } of frame.events) apply(state, event, at, changes);
  const observations: TwinEvent = {
    kind: 'observations',
    datastreams: frame.datastreams,
    times: frame.times,
    values: frame.values,
  };
  apply(state, observations, { seq: frame.upto, ordinal: 0, recordedAt: frame.recordedAt }, changes);
  frame.datastreams.forEach((slot, i) => {
    const owner = state.owners[slot] ?? -1;
    if (owner >= 0) state.heard[owner] = frame.heard[i] ?? state.heard[owner]!;
  });
}
