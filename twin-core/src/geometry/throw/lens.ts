import type { Calibration, Enu } from './case.ts';

const RAD = Math.PI / 180;

/** A camera made ready to project: its axes in the frame, and its lens. */
export interface Lens {
  readonly position: Enu;
  readonly right: Enu;
  readonly up: Enu;
  readonly ahead: Enu;
  readonly focalPx: number;
  readonly centreU: number;
  readonly centreV: number;
  readonly k1: number;
}

/** The axes of a camera in the frame, of length 1. */
export function axesOf({
  headingDeg,
  tiltDeg,
  rollDeg,
}: Pick<Calibration, 'headingDeg' | 'tiltDeg' | 'rollDeg'>): Pick<Lens, 'right' | 'up' | 'ahead'> {
  const [h, t, r] = [headingDeg * RAD, tiltDeg * RAD, rollDeg * RAD];
  const ahead: Enu = [Math.sin(h) * Math.cos(t), Math.cos(h) * Math.cos(t), Math.sin(t)];
  const level: Enu = [Math.cos(h), -Math.sin(h), 0];
  const upright: Enu = [-Math.sin(h) * Math.sin(t), -Math.cos(h) * Math.sin(t), Math.cos(t)];
  const [c, s] = [Math.cos(r), Math.sin(r)];
  const right: Enu = [level[0] * c - upright[0] * s, level[1] * c - upright[1] * s, level[2] * c - upright[2] * s];
  const up: Enu = [upright[0] * c + level[0] * s, upright[1] * c + level[1] * s, upright[2] * c + level[2] * s];
  return { right, up, ahead };
}

/** The lens of a calibration. */
export function lensOf(calibration: Calibration): Lens {
  const { position, focalPx, widthPx, heightPx, k1 } = calibration;
  return { position, ...axesOf(calibration), focalPx, centreU: widthPx / 2, centreV: heightPx / 2, k1 };
}

/** A place in the camera's own axes [right, up, ahead], metres. */
function toCamera(lens: Lens, [e, n, h]: Enu): Enu {
  const { position, right, up, ahead } = lens;
  const [x, y, z] = [e - position[0], n - position[1], h - position[2]];
  return [
    x * right[0] + y * right[1] + z * right[2],
    x * up[0] + y * up[1] + z * up[2],
    x * ahead[0] + y * ahead[1] + z * ahead[2],
  ];
}

/** Where a place is in the picture, pixels with the lens' distortion; null behind the camera. */
export function project(lens: Lens, place: Enu): [u: number, v: number] | null {
  const [x, y, z] = toCamera(lens, place);
  if (z < 0.1) return null;
  const bend = 1 + (lens.k1 * (x * x + y * y)) / (z * z);
  return [lens.centreU + (lens.focalPx * bend * x) / z, lens.centreV - (lens.focalPx * bend * y) / z];
}

/** A pixel of the picture without distortion, by fixed-point iteration (converges for |k1|·r² < 1/3). */
export function straighten(lens: Lens, u: number, v: number): [u: number, v: number] {
  const [dx, dy] = [(u - lens.centreU) / lens.focalPx, (v - lens.centreV) / lens.focalPx];
  let [x, y] = [dx, dy];
  for (let i = 0; i < 12; i++) {
    const bend = 1 + lens.k1 * (x * x + y * y);
    x = dx / bend;
    y = dy / bend;
  }
  return [lens.centreU + lens.focalPx * x, lens.centreV + lens.focalPx * y];
}

/** Direction of a straightened pixel in the frame, of length 1 along the optical axis. */
export function rayOf(lens: Lens, u: number, v: number): Enu {
  const { right, up, ahead } = lens;
  const [x, y] = [(u - lens.centreU) / lens.focalPx, (lens.centreV - v) / lens.focalPx];
  return [
    ahead[0] + x * right[0] + y * up[0],
    ahead[1] + x * right[1] + y * up[1],
    ahead[2] + x * right[2] + y * up[2],
  ];
}
