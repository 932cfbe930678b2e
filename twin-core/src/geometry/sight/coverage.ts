import { type BoundaryStretch, boundarySteps, stretchesWhere } from '../boundary-gaps.ts';
import type { Ring } from '../ring.ts';
import type { FacadeSamples } from './facade-samples.ts';
import type { SightScene } from './scene.ts';
import { type SightCamera, seesPoint } from './sight-camera.ts';

/** What stands so near before a camera is its own bracket, or the wall it hangs on, metres. */
export const LENS_M = 0.3;

/** What cameras see of one storey's facade. */
export interface FacadeCoverage {
  readonly building: string;
  readonly storey: string | null;
  readonly areaM2: number;
  readonly seenM2: number;
  /** Of its lowest and highest point. */
  readonly lowM: number;
  readonly highM: number;
}

/** What one camera sees. */
export interface CameraCoverage {
  readonly code: string;
  readonly facadeM2: number;
  readonly perimeterM: number;
}

/** Points of a place that cameras ought to see (7.2.10-1), [n × 3], metres. */
export interface KeyPlace {
  readonly kind: string;
  readonly code: string;
  readonly points: Float32Array;
}

/** How much of a key place cameras see. */
export interface PlaceCoverage {
  readonly kind: string;
  readonly code: string;
  /** One of its points, of those in its midst. */
  readonly at: readonly [x: number, y: number];
  /** Share of its points, 0 to 1. */
  readonly seenShare: number;
  readonly isCovered: boolean;
}

/** What fences and cameras leave of a boundary (7.2.4-1). Metres along it. */
export interface PerimeterCoverage {
  readonly lengthM: number;
  /** Without a fence zone. */
  readonly unfenced: readonly BoundaryStretch[];
  /** Seen by no camera. */
  readonly unseen: readonly BoundaryStretch[];
  /** Neither. */
  readonly open: readonly BoundaryStretch[];
}

/** What cameras and fences cover of a site. */
export interface Coverage {
  readonly facades: readonly FacadeCoverage[];
  readonly perimeter: PerimeterCoverage;
  readonly places: readonly PlaceCoverage[];
  readonly cameras: readonly CameraCoverage[];
}

/** What is looked at; metres of the site's frame. */
export interface CoverageSubject {
  readonly scene: SightScene;
  readonly samples: FacadeSamples;
  readonly boundary: Ring;
  /** Whether a fence covers a place of the boundary. */
  readonly isFenced: (x: number, y: number) => boolean;
  /** Height of the ground at a place. */
  readonly ground: (x: number, y: number) => number;
  readonly places: readonly KeyPlace[];
}

/** Someone at a fence is seen by their middle, metres above the ground. */
const PERSON_M = 1;
/** A place counts as covered where cameras see so much of it: a share of our own, no standard names one. */
const COVERED_SHARE = 0.8;

/** What these cameras see of a site; other cameras, moved or added, are another list. */
export function coverageOf(subject: CoverageSubject, cameras: readonly SightCamera[]): Coverage {
  const { scene, samples, boundary, isFenced, ground } = subject;
  const steps = boundarySteps(boundary);
  const along = Float32Array.from(steps.flatMap(({ x, y }) => [x, y, ground(x, y) + PERSON_M]));
  const seenFacade = new Uint8Array(samples.bandOf.length);
  const seenAlong = new Uint8Array(steps.length);
  const seenPlaces = subject.places.map(({ points }) => new Uint8Array(points.length / 3));
  const perCamera = cameras.map((camera): CameraCoverage => {
    const facadeM2 = lookAtFacades(scene, samples, camera, seenFacade);
    const perimeterM = lookAt(scene, along, camera, seenAlong, (step) => steps[step]!.lengthM);
    for (const [i, { points }] of subject.places.entries()) lookAt(scene, points, camera, seenPlaces[i]!, () => 0);
    return { code: camera.code, facadeM2, perimeterM };
  });
  const fenced = steps.map(({ x, y }) => isFenced(x, y));
  return {
    facades: facadesOf(samples, seenFacade),
    perimeter: {
      lengthM: steps.reduce((sum, { lengthM }) => sum + lengthM, 0),
      unfenced: stretchesWhere(steps, (step) => !fenced[step]),
      unseen: stretchesWhere(steps, (step) => seenAlong[step] === 0),
      open: stretchesWhere(steps, (step) => !fenced[step] && seenAlong[step] === 0),
    },
    places: subject.places.map(({ kind, code, points }, i) => {
      const seen = seenPlaces[i]!;
      const seenShare = seen.length === 0 ? 0 : seen.reduce((sum, one) => sum + one, 0) / seen.length;
      const middle = Math.floor(seen.length / 2) * 3;
      const at = [points[middle] ?? 0, points[middle + 1] ?? 0] as const;
      return { kind, code, at, seenShare, isCovered: seenShare >= COVERED_SHARE };
    }),
    cameras: perCamera,
  };
}

/** Which of points a camera sees, 1 where it does; points [n × 3], metres of the scene's frame. */
export function pointsSeen(scene: SightScene, camera: SightCamera, points: Float32Array): Uint8Array {
  const seen = new Uint8Array(points.length / 3);
  lookAt(scene, points, camera, seen, () => 0);
  return seen;
}

/** Marks the points that a camera sees; what they weigh together. `isBefore`: whether the camera is on the side that the point is seen from. */
function lookAt(
  { tree }: SightScene,
  points: Float32Array,
  camera: SightCamera,
  seen: Uint8Array,
  weight: (point: number) => number,
  isBefore: (point: number) => boolean = () => true,
): number {
  const sees = seesPoint(camera);
  let sum = 0;
  for (let i = 0; i < seen.length; i++) {
    const x = points[i * 3]!;
    const y = points[i * 3 + 1]!;
    const z = points[i * 3 + 2]!;
    if (!sees(x, y, z) || !isBefore(i) || !tree.isClear(camera.x, camera.y, camera.z, x, y, z, LENS_M)) continue;
    seen[i] = 1;
    sum += weight(i);
  }
  return sum;
}

/** Marks the points of facades that a camera sees from before them; their area, m². */
function lookAtFacades(
  scene: SightScene,
  { points, normals, areasM2 }: FacadeSamples,
  camera: SightCamera,
  seen: Uint8Array,
): number {
  const isBefore = (i: number) => {
    const at = i * 3;
    const [x, y, z] = [camera.x - points[at]!, camera.y - points[at + 1]!, camera.z - points[at + 2]!];
    return x * normals[at]! + y * normals[at + 1]! + z * normals[at + 2]! > 0;
  };
  return lookAt(scene, points, camera, seen, (i) => areasM2[i]!, isBefore);
}

function facadesOf({ bands, bandOf, points, areasM2 }: FacadeSamples, seen: Uint8Array): FacadeCoverage[] {
  const sums = bands.map(() => ({ areaM2: 0, seenM2: 0, lowM: Infinity, highM: -Infinity }));
  for (let i = 0; i < bandOf.length; i++) {
    const sum = sums[bandOf[i]!]!;
    const z = points[i * 3 + 2]!;
    sum.areaM2 += areasM2[i]!;
    sum.lowM = Math.min(sum.lowM, z);
    sum.highM = Math.max(sum.highM, z);
    if (seen[i] === 1) sum.seenM2 += areasM2[i]!;
  }
  return bands.map((band, i) => ({ ...band, ...sums[i]! }));
}
