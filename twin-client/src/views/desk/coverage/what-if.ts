import type { CameraView } from 'twin-core';
import { geodesic } from 'twin-core/geometry';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { PlaceShape } from '../../../state/place/place-shape.ts';
import type { PlacedCamera } from '../../../state/ports/coverage.ts';
import { lineOfView } from '../places/place.ts';

/** A camera as it might stand; nothing of it is stored. */
export interface TriedCamera extends CameraView {
  readonly name: string;
  readonly place: LonLat;
  /** Of its lens above the ground, metres. */
  readonly aboveM: number;
}

/** Cameras that are tried elsewhere, or that there are none of yet, and those that are tried without. */
export interface WhatIf {
  readonly cameras: readonly TriedCamera[];
  readonly removed: readonly string[];
}

export const AS_IT_IS: WhatIf = { cameras: [], removed: [] };

export const isAsItIs = ({ cameras, removed }: WhatIf): boolean => cameras.length === 0 && removed.length === 0;

/** Whether the same cameras are tried, wherever they stand: what came of the one may be shown until that of the other is there. */
export function isSameTrial(a: WhatIf, b: WhatIf): boolean {
  const named = ({ cameras, removed }: WhatIf) => JSON.stringify([cameras.map(({ device }) => device), removed]);
  return named(a) === named(b);
}

/** What a camera is given that is not there yet: most hang so. */
export const NEW_CAMERA = { aboveM: 4, tiltDeg: -12, angleDeg: 70 };

/** With a camera put in place of what was tried of it before. */
export function withCamera({ cameras, removed }: WhatIf, camera: TriedCamera): WhatIf {
  const at = cameras.findIndex(({ device }) => device === camera.device);
  return {
    cameras: at < 0 ? [...cameras, camera] : cameras.with(at, camera),
    removed: removed.filter((code) => code !== camera.device),
  };
}

/** A camera is left as it is again. */
export function withoutChange({ cameras, removed }: WhatIf, device: string): WhatIf {
  return {
    cameras: cameras.filter((camera) => camera.device !== device),
    removed: removed.filter((code) => code !== device),
  };
}

/** The line that a camera is moved by: from where it stands to where its picture ends. */
export const lineOf = ({ place, headingDeg, rangeM }: TriedCamera): PlaceShape => lineOfView(place, headingDeg, rangeM);

/** A camera moved by its line: by its first end the camera, by its last what it looks at. */
export function alongLine<T extends Pick<TriedCamera, 'place' | 'headingDeg' | 'rangeM'>>(
  camera: T,
  { points }: PlaceShape,
): T {
  const [place, to] = [points[0], points.at(-1)];
  if (!place || !to) return camera;
  const { azimuthDeg, distanceM } = geodesic(place, to);
  const rangeM = Math.min(2000, Math.max(1, Math.round(distanceM * 10) / 10));
  return { ...camera, place, headingDeg: (Math.round(azimuthDeg * 10) / 10 + 360) % 360, rangeM };
}

/** As the server takes it: heights above the ellipsoid. `grounds`: of the ground under each camera, metres. */
export function placedCameras(cameras: readonly TriedCamera[], grounds: readonly number[]): PlacedCamera[] {
  return cameras.map(({ name: _, place: [longitude, latitude], aboveM, ...view }, i) => ({
    ...view,
    longitude,
    latitude,
    height: grounds[i]! + aboveM,
  }));
}
