import type { AreaKind, AreaRing } from './area-controls.ts';
import type { OutlinePoint } from './area-outline.ts';
import type { SketchGround } from './sketch-area.ts';

/** What a room gives for areas to be drawn over it. */
export interface AreaPicture extends SketchGround {
  /** Keeps a dragging pointer from moving the picture while a box is drawn; null lets it again. */
  hold(kind: AreaKind | null): void;
  /** A ring in the picture, on the ground or at a height above the ellipsoid in metres; without what lies behind the camera. */
  project(ring: AreaRing, height: number | null): readonly OutlinePoint[];
}
