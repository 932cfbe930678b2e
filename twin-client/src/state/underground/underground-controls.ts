import type { GeoPoint, TraceLine } from 'twin-core';
import type { AreaRing } from '../area/area-controls.ts';
import type { LonLat } from '../ground-plan.ts';

/** A network to be seen: its layer and its tubes. */
export interface UndergroundNetwork {
  readonly layer: string;
  /** tileset.json. */
  readonly tileset: string;
}

/** A place marked in the picture. */
export interface UndergroundMark {
  readonly at: GeoPoint;
  readonly look: 'shut' | 'spare' | 'served' | 'hydrant' | 'end';
}

/** What a trace lights up. */
export interface UndergroundTrace {
  readonly lines: readonly TraceLine[];
  readonly marks: readonly UndergroundMark[];
}

/** Looks under the ground of the scene. */
export interface UndergroundControls {
  /** Shows networks under ground that lets through; null ends it, with all that belongs to it. */
  show(networks: readonly UndergroundNetwork[] | null): void;
  /** How much of the ground is seen from near, 0 to 1; from far it is seen more. */
  setGround(opacity: number): void;
  /** Takes the ground away within a ring down to a depth in metres; null fills it in. */
  excavate(ring: AreaRing | null, depthM: number): void;
  /** Draws one pipe's middle line over all others; null for none. */
  select(line: readonly (readonly [number, number, number])[] | null): void;
  /** Lights up what a trace found; null ends it. */
  trace(found: UndergroundTrace | null): void;
  /** Lets a person draw a line on the ground: clicks set points, a double click or Enter ends. Null when cancelled. */
  drawLine(signal: AbortSignal): Promise<readonly LonLat[] | null>;
  /** Keeps a line on the ground in sight until null is given. */
  showLine(line: readonly LonLat[] | null): void;
  flyTo(at: GeoPoint): void;
}
