import { type GeoPoint, geoToLocal, type LocalPoint, type Placement } from 'twin-core';

/** Nearer than this nothing is drawn, metres. */
const NEAR_M = 0.25;

/** How a camera looks: as CameraView of twin-core has it, from where it hangs. */
export interface Pose {
  readonly location: GeoPoint;
  readonly headingDeg: number;
  readonly tiltDeg: number;
  readonly angleDeg: number;
}

/** A point of the picture, pixels from its left upper corner. */
export type Pixel = readonly [x: number, y: number];

/** A pinhole camera in a local frame (metres, east, north, up when the frame's heading is 0). */
export class View {
  readonly at: LocalPoint;
  readonly width: number;
  readonly height: number;
  readonly focalPx: number;
  /** Azimuth of its axis in the frame, radians clockwise from +Y. */
  readonly azimuth: number;
  readonly #forward: LocalPoint;
  readonly #right: LocalPoint;
  readonly #up: LocalPoint;
  readonly #tilt: number;

  constructor(frame: Placement, pose: Pose, width: number, height: number) {
    this.at = geoToLocal(frame, pose.location);
    this.width = width;
    this.height = height;
    this.focalPx = width / 2 / Math.tan((pose.angleDeg * Math.PI) / 360);
    this.azimuth = ((pose.headingDeg - frame.headingDeg) * Math.PI) / 180;
    this.#tilt = (pose.tiltDeg * Math.PI) / 180;
    const [sin, cos] = [Math.sin(this.azimuth), Math.cos(this.azimuth)];
    const [up, along] = [Math.sin(this.#tilt), Math.cos(this.#tilt)];
    this.#forward = [sin * along, cos * along, up];
    this.#right = [cos, -sin, 0];
    this.#up = [-sin * up, -cos * up, along];
  }

  /** Row of the picture that is level with the camera. */
  get horizon(): number {
    return this.height / 2 + this.focalPx * Math.tan(this.#tilt);
  }

  distance([x, y]: readonly [number, number, number?]): number {
    return Math.hypot(x - this.at[0], y - this.at[1]);
  }

  /** Pixels a metre at a point; 0 behind the camera. */
  scaleAt(point: LocalPoint): number {
    const depth = this.#seen(point)[2];
    return depth < NEAR_M ? 0 : this.focalPx / depth;
  }

  project(point: LocalPoint): Pixel | null {
    const seen = this.#seen(point);
    return seen[2] < NEAR_M ? null : this.#pixel(seen);
  }

  /** The picture of a polygon, cut off where it comes too near; null where nothing of it is in view. */
  polygon(points: readonly LocalPoint[]): Pixel[] | null {
    const seen = points.map((point) => this.#seen(point));
    const kept: LocalPoint[] = [];
    seen.forEach((here, i) => {
      const next = seen[(i + 1) % seen.length]!;
      if (here[2] >= NEAR_M) kept.push(here);
      if (here[2] >= NEAR_M === next[2] >= NEAR_M) return;
      const share = (NEAR_M - here[2]) / (next[2] - here[2]);
      kept.push([here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1]), NEAR_M]);
    });
    if (kept.length < 3) return null;
    const pixels = kept.map((point) => this.#pixel(point));
    const outside = (test: (pixel: Pixel) => boolean) => pixels.every(test);
    if (outside(([x]) => x < 0) || outside(([x]) => x > this.width)) return null;
    return outside(([, y]) => y < 0) || outside(([, y]) => y > this.height) ? null : pixels;
  }

  /** To the right, up, and ahead of the camera, metres. */
  #seen([x, y, z]: LocalPoint): LocalPoint {
    const by: LocalPoint = [x - this.at[0], y - this.at[1], z - this.at[2]];
    const along = (axis: LocalPoint) => by[0] * axis[0] + by[1] * axis[1] + by[2] * axis[2];
    return [along(this.#right), along(this.#up), along(this.#forward)];
  }

  #pixel([right, up, depth]: LocalPoint): Pixel {
    return [this.width / 2 + (this.focalPx * right) / depth, this.height / 2 - (this.focalPx * up) / depth];
  }
}
