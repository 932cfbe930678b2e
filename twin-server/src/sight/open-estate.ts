import { readFile } from 'node:fs/promises';
import {
  blockPart,
  type Coverage,
  type CoverageSubject,
  coverageOf,
  decodeShell,
  extentOf,
  groundHeight,
  groundPart,
  isFlat,
  isInside,
  nearLines,
  openScene,
  outerCorners,
  placeShell,
  pointsSeen,
  privacyMask,
  type SceneSurface,
  type SightScene,
  sampleFacades,
  solsticePath,
  sunHours,
  windowPoints,
} from 'twin-core/geometry';
import { InputError } from '../problem.ts';
import type { CameraMasks, Estate, HomeSun, SightCamera } from './estate.ts';

/** A point of a facade each so many metres. */
const SPACING_M = 0.5;
/** What is drawn this far from the boundary is not on it, metres. */
const FENCE_M = 2;
/** Height of a person's middle above the ground, metres. */
const PERSON_M = 1;
/** Higher than anything that is built here, metres. */
const SKY_M = 400;
/** So many corners are told, the nearest first. */
const MOST_CORNERS = 20_000;

/** How sure a camera's place and direction are said to be: 0.3° of a picture of 60°, as a share of its width. */
const MARGIN_SHARE = 0.005;
/** A calibrated camera is turned by so many standard deviations at most. */
const MARGIN_SIGMAS = 3;

/** Margin of masks, as a share of the picture's width; wider where a camera was calibrated worse than that. */
function marginOf({ lens }: SightCamera): number {
  if (!lens) return MARGIN_SHARE;
  const turned = Math.tan((MARGIN_SIGMAS * lens.sigmaDeg * Math.PI) / 180);
  return Math.max(MARGIN_SHARE, (turned * lens.focalPx) / lens.widthPx);
}

/** An estate that can be asked what is seen of it. Holds some hundred megabytes for as long as it is used. */
export class OpenEstate {
  readonly #estate: Estate;
  readonly scene: SightScene;
  readonly #homeOf: ReadonlyMap<string, string>;
  readonly #homeBuildings: ReadonlySet<string>;
  /** Buildings of whose windows nothing is known. */
  readonly #blind: ReadonlySet<string>;
  #subject: CoverageSubject | null = null;

  /** A window is private where its room is a home, or where nobody knows which room of a building with homes it belongs to. */
  readonly isPrivate = ({ building, space }: SceneSurface): boolean =>
    space === null ? this.#homeBuildings.has(building ?? '') : this.#homeOf.has(space);

  private constructor(estate: Estate, scene: SightScene) {
    this.#estate = estate;
    this.scene = scene;
    this.#homeOf = new Map(estate.homes.map(({ house, space }) => [space, house]));
    this.#homeBuildings = new Set(estate.homeBuildings);
    const withWindows = new Set(scene.surfaces.flatMap(({ building, isOpening }) => (isOpening && building) || []));
    this.#blind = new Set(estate.homeBuildings.filter((building) => !withWindows.has(building)));
  }

  /** Reads the shells and builds the tree over all. Throws InputError for a shell that cannot be read. */
  static async open(estate: Estate): Promise<OpenEstate> {
    const shells = await Promise.all(
      estate.shells.map(async ({ building, file, placement }) => {
        const shell = decodeShell(await readFile(file));
        if (!shell) throw new InputError('no shell of this version: bake the building anew', { place: file });
        return placeShell(shell, building, placement, estate.frame);
      }),
    );
    const blocks = estate.blocks.map(({ ring, lowM, highM, building }) => blockPart(ring, lowM, highM, building));
    const ground = estate.ground ? [groundPart(estate.ground)] : [];
    return new OpenEstate(estate, openScene([...shells, ...blocks, ...ground]));
  }

  coverage(cameras: readonly SightCamera[]): Coverage {
    this.#subject ??= this.#makeSubject();
    return coverageOf(this.#subject, cameras);
  }

  /** What of a camera's picture looks into homes. Throws RangeError for a picture that is not flat: no mask can be made of it. */
  mask(camera: SightCamera): CameraMasks {
    if (!isFlat(camera)) throw new RangeError(`${camera.code}: a picture ${camera.angleDeg}° wide is not flat`);
    const { polygons, windows } = privacyMask(this.scene, camera, this.isPrivate, marginOf(camera));
    const corners = polygons.map((polygon) => polygon.map(([u, v]): [number, number] => [u, v]));
    return { code: camera.code, polygons: corners, windows, unknown: this.#unknownIn(camera) };
  }

  /** Hours of sun of each home whose windows are known, on the day of the winter solstice of a year. */
  sun(year: number): HomeSun[] {
    const { surfaces, points, normals } = windowPoints(this.scene, ({ space }) => this.#homeOf.has(space ?? ''));
    const hours = sunHours(this.scene.tree, points, normals, solsticePath(year, this.#estate.frame.latitude));
    const homes = new Map<string, HomeSun>();
    for (const [i, number] of surfaces.entries()) {
      const { building, storey, space } = this.scene.surfaces[number]!;
      const house = this.#homeOf.get(space!)!;
      const before = homes.get(house);
      homes.set(house, {
        house,
        building: building!,
        storey,
        hours: Math.max(before?.hours ?? 0, hours[i]!),
        windows: (before?.windows ?? 0) + 1,
      });
    }
    return [...homes.values()].sort((a, b) => (a.house < b.house ? -1 : 1));
  }

  /** Which of points each camera sees. */
  seen(cameras: readonly SightCamera[], points: Float32Array): Uint8Array[] {
    const placed = points.slice();
    for (let i = 0; i < placed.length; i += 3)
      if (Number.isNaN(placed[i + 2])) placed[i + 2] = this.#groundAt(placed[i]!, placed[i + 1]!) + PERSON_M;
    return cameras.map((camera) => pointsSeen(this.scene, camera, placed));
  }

  /** Middles of the cells within the boundary over which nothing is built: what is under a roof is no ground that cameras are hung for. */
  openGround(cellM: number): Float32Array {
    const { boundary } = this.#estate;
    const [west, south, east, north] = extentOf(boundary);
    const cells: number[] = [];
    for (let x = west + cellM / 2; x < east; x += cellM)
      for (let y = south + cellM / 2; y < north; y += cellM) {
        const z = this.#groundAt(x, y) + PERSON_M;
        if (isInside(boundary, x, y) && this.scene.tree.isClear(x, y, z, x, y, z + SKY_M, 0)) cells.push(x, y);
      }
    return Float32Array.from(cells);
  }

  /** Corners of buildings that stand in the open, by which a camera can be calibrated. */
  corners(at: readonly [x: number, y: number], reachM: number): Float32Array {
    return outerCorners(this.scene, at, reachM, MOST_CORNERS);
  }

  #groundAt(x: number, y: number): number {
    return this.#estate.ground ? groundHeight(this.#estate.ground, x, y) : 0;
  }

  #makeSubject(): CoverageSubject {
    return {
      scene: this.scene,
      samples: sampleFacades(this.scene, SPACING_M),
      boundary: this.#estate.boundary,
      isFenced: nearLines(this.#estate.fences, FENCE_M),
      ground: (x, y) => this.#groundAt(x, y),
      places: this.#estate.places.map(({ kind, code, points }) => ({
        kind,
        code,
        points: Float32Array.from(points.flatMap(([x, y, z]) => [x, y, z ?? this.#groundAt(x, y) + PERSON_M])),
      })),
    };
  }

  /** Buildings with homes of which something but no window is known, and that a camera has in its picture. */
  #unknownIn(camera: SightCamera): string[] {
    return this.#estate.blocks.flatMap(({ building, ring, lowM, highM }) => {
      if (building === null || !this.#blind.has(building)) return [];
      const part = blockPart(ring, lowM, highM, building);
      const window = { ...part, surfaces: part.surfaces.map((surface) => ({ ...surface, isOpening: true })) };
      const { windows } = privacyMask(openScene([window]), camera, () => true, 0);
      return windows > 0 ? [building] : [];
    });
  }
}
