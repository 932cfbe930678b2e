import type { Coverage } from 'twin-core/geometry';
import type { CameraMasks, HomeSun, SightCamera } from './estate.ts';

/** What may be asked of an estate in another process. */
export interface Questions {
  /** Which of points each camera sees, 1 where it does; points [n × 3], a height of NaN is a person's on the ground there. */
  readonly seen: (cameras: readonly SightCamera[], points: Float32Array) => Uint8Array[];
  /** Middles [n × 2] of the cells of the site that lie open to the sky, so many metres wide. */
  readonly openGround: (cellM: number) => Float32Array;
  readonly coverage: (cameras: readonly SightCamera[]) => Coverage;
  /** Masks of cameras whose pictures are flat; null for the others. */
  readonly masks: (cameras: readonly SightCamera[]) => (CameraMasks | null)[];
  readonly sun: (year: number) => HomeSun[];
  /** Corners of buildings in the open within `reachM` of a place, [n × 3] metres of the frame. */
  readonly corners: (at: readonly [x: number, y: number], reachM: number) => Float32Array;
}
