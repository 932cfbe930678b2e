/** A point or a direction [east, north, up] in metres of the site's frame. */
export type Enu = readonly [east: number, north: number, up: number];

/** Standard deviations of a calibration. */
export interface CalibrationSigma {
  /** Of each coordinate of the position, metres. */
  readonly positionM: number;
  /** Of the rotation about each of the camera's own axes, degrees. */
  readonly angleDeg: number;
  /** Of the focal length, as a share of it. */
  readonly focal: number;
  /** Of the radial distortion `k1`. */
  readonly k1: number;
  /** Of one sighting, pixels. */
  readonly pixelPx: number;
  /** Of the camera's clock against the other cameras', seconds. */
  readonly clockS: number;
}

/** How a camera stands and sees: a pinhole with radial distortion x·(1 + k1·r²), x and r by focal length (Brown 1971, first term). */
export interface Calibration {
  readonly position: Enu;
  /** Azimuth of the optical axis, degrees clockwise from the frame's north. */
  readonly headingDeg: number;
  /** Of the optical axis above the horizon, degrees. */
  readonly tiltDeg: number;
  /** The camera turned clockwise about its axis as seen from behind it, degrees. */
  readonly rollDeg: number;
  readonly focalPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly k1: number;
  readonly sigma: CalibrationSigma;
}

/** The object's middle in one picture: pixels right and down from the picture's upper left corner, seconds of one clock for all cameras. */
export interface Sighting {
  readonly u: number;
  readonly v: number;
  readonly t: number;
}

/** What one camera saw of the fall; null for a camera of which nothing is known. */
export interface Track {
  readonly camera: string;
  readonly calibration: Calibration | null;
  readonly sightings: readonly Sighting[];
}

/** Wind at 10 m above the ground, where it blows to, metres a second, and the standard deviation of each component. */
export interface Wind {
  readonly eastMps: number;
  readonly northMps: number;
  readonly sigmaMps: number;
}

/** What something can be thrown out of: a window, or the gap above a balcony's railing; an upright rectangle in the frame. */
export interface Opening {
  readonly building: string;
  readonly storey: string;
  /** The home it belongs to; null for stairs and corridors. */
  readonly home: string | null;
  readonly middle: Enu;
  /** Where it faces, degrees clockwise from the frame's north. */
  readonly azimuthDeg: number;
  readonly widthM: number;
  readonly heightM: number;
}

/** All that is known of one throw. */
export interface ThrowCase {
  readonly tracks: readonly Track[];
  readonly wind: Wind;
  readonly openings: readonly Opening[];
  /** Height of the ground below the facade in the frame, metres. */
  readonly groundM: number;
}
