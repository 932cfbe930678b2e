import type { PictureMask } from 'twin-core';
import type { Coverage } from 'twin-core/geometry';
import type { Estate, HomeSun, SightCamera } from './estate.ts';
import { MaskStore } from './mask-store.ts';
import { openSightProcess } from './sight-process.ts';

type Polygons = PictureMask;

/** A camera as sight needs it. */
export interface CameraPlace {
  readonly code: string;
  /** Null where nobody said what it sees. */
  readonly sight: SightCamera | null;
  /** Out of doors, and so near to homes that a picture could show what is behind their windows. */
  readonly isNearHomes: boolean;
  /** Somebody can turn it from here: what it sees is not what was said. */
  readonly turns: boolean;
}

/** The estate and its cameras as they are; `digest` is another when the estate is. */
export interface Surveyed {
  readonly estate: Estate;
  readonly digest: string;
  readonly cameras: readonly CameraPlace[];
}

/** Why the pictures of a camera are not shown (7.2.16-1, E6.1.13-3): a mask is needed and there is none, or nobody looked at it a second time. */
export const MASK_REFUSALS = ['making', 'noView', 'notFlat', 'turns', 'noModel', 'unchecked'] as const;
export type MaskRefusal = (typeof MASK_REFUSALS)[number];

/** What of a camera's picture nobody may see. */
export interface Mask {
  /** Drawn by hand and made of the geometry. */
  readonly polygons: Polygons;
  readonly byHand: number;
  /** Windows of homes that the geometry hides. */
  readonly windows: number;
  readonly refusal: MaskRefusal | null;
}

export interface SightOptions {
  readonly survey: () => Promise<Surveyed>;
  /** What people drew, by camera; with a code, of one. */
  readonly drawn: (camera?: string) => Promise<ReadonlyMap<string, Polygons>>;
  /** Where masks are kept over restarts. */
  readonly file: string;
  /** Masks could not be made; it is tried again. */
  readonly onTrouble: (cause: unknown) => void;
}

/** What a camera sees of points: 1 where it sees one. */
export interface SeenBy {
  readonly camera: string;
  readonly seen: Uint8Array;
}

/** The cameras as they are tried, from those that there are. */
export type ChangeOfCameras = (cameras: readonly SightCamera[]) => readonly SightCamera[];
const asTheyAre: ChangeOfCameras = (cameras) => cameras;

/** What was surveyed is taken for so long: live pictures come by the second. */
const FRESH_MS = 5_000;
/** After masks could not be made they are tried again this much later. */
const RETRY_MS = 30_000;
const KEPT_COVERAGES = 8;

/** WHAT IS SEEN: coverage of the site by its cameras, masks of their pictures, sun of its homes. Computed in a process of its own, once for each estate. */
export class Sight {
  readonly #options: SightOptions;
  readonly #process = openSightProcess();
  readonly #masks: MaskStore;
  readonly #coverages = new Map<string, Promise<Coverage>>();
  readonly #suns = new Map<string, Promise<HomeSun[]>>();
  #surveyed: { readonly at: number; readonly survey: Promise<Surveyed> } | null = null;
  #retryAt = 0;

  constructor(options: SightOptions) {
    this.#options = options;
    this.#masks = new MaskStore(options.file);
  }

  /** What the site's cameras see, or what they would, were they others. */
  async coverage(change: ChangeOfCameras = asTheyAre): Promise<Coverage> {
    const { digest, estate, cameras } = await this.#survey();
    const list = change(cameras.flatMap(({ sight }) => sight ?? []));
    const ask = () => this.#process.ask('coverage', [list], { digest, value: estate });
    return kept(this.#coverages, `${digest} ${JSON.stringify(list)}`, ask);
  }

  /** Codes of the cameras of which is known what they see. */
  async cameras(): Promise<string[]> {
    const { cameras } = await this.#survey();
    return cameras.flatMap(({ sight }) => (sight ? [sight.code] : []));
  }

  /** Which of points each of the site's cameras sees, or would, were they others; points as the process takes them, metres of the site's frame. */
  async seen(points: Float32Array, change: ChangeOfCameras = asTheyAre): Promise<SeenBy[]> {
    const { digest, estate, cameras } = await this.#survey();
    const list = change(cameras.flatMap(({ sight }) => sight ?? []));
    const seen = await this.#process.ask('seen', [list, points], { digest, value: estate });
    return list.map(({ code }, i) => ({ camera: code, seen: seen[i]! }));
  }

  /** Middles of the cells of open ground, [n × 2] metres of the site's frame. */
  async openGround(cellM: number): Promise<Float32Array> {
    const { digest, estate } = await this.#survey();
    return this.#process.ask('openGround', [cellM], { digest, value: estate });
  }

  /** Sun of every home on the day of the winter solstice of a year. */
  async sun(year: number): Promise<HomeSun[]> {
    const { digest, estate } = await this.#survey();
    return kept(this.#suns, `${digest} ${year}`, () => this.#process.ask('sun', [year], { digest, value: estate }));
  }

  /** Corners of buildings in the open within `reachM` of a place, [n × 3] metres of the site's frame. */
  async corners(at: readonly [x: number, y: number], reachM: number): Promise<Float32Array> {
    const { digest, estate } = await this.#survey();
    return this.#process.ask('corners', [at, reachM], { digest, value: estate });
  }

  /** The masks of cameras; those that are not made yet are on their way. */
  async masks(codes: readonly string[]): Promise<ReadonlyMap<string, Mask>> {
    const [surveyed, drawn] = await Promise.all([
      this.#survey(),
      this.#options.drawn(codes.length === 1 ? codes[0] : undefined),
    ]);
    const places = new Map(surveyed.cameras.map((place) => [place.code, place]));
    this.#fill(
      surveyed,
      codes.map((code) => places.get(code)),
    );
    return new Map(codes.map((code) => [code, this.#maskOf(surveyed.digest, places.get(code), drawn.get(code) ?? [])]));
  }

  async mask(code: string): Promise<Mask> {
    return (await this.masks([code])).get(code)!;
  }

  /** What a camera sees was changed: no picture goes out under a mask of before. */
  resurvey(): void {
    this.#surveyed = null;
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  #maskOf(digest: string, place: CameraPlace | undefined, drawn: Polygons): Mask {
    const made = place?.sight ? this.#masks.of(digest, place.sight) : null;
    const mask = made?.mask ?? null;
    const refused = (): MaskRefusal | null => {
      // A person who drew a mask answers for it.
      if (!place?.isNearHomes || drawn.length > 0) return null;
      if (place.turns) return 'turns';
      if (!place.sight) return 'noView';
      if (!made) return 'making';
      if (!mask) return 'notFlat';
      return mask.unknown.length > 0 ? 'noModel' : null;
    };
    return {
      polygons: [...drawn, ...(mask?.polygons ?? [])],
      byHand: drawn.length,
      windows: mask?.windows ?? 0,
      refusal: refused(),
    };
  }

  /** Has missing masks made. */
  #fill({ digest, estate }: Surveyed, places: readonly (CameraPlace | undefined)[]): void {
    const missing = places.flatMap((place) =>
      place?.sight && !this.#masks.of(digest, place.sight) ? [place.sight] : [],
    );
    if (missing.length === 0 || performance.now() < this.#retryAt) return;
    const make = (cameras: readonly SightCamera[]) => this.#process.ask('masks', [cameras], { digest, value: estate });
    this.#masks.fill(digest, missing, make).catch((cause: unknown) => {
      this.#retryAt = performance.now() + RETRY_MS;
      this.#options.onTrouble(cause);
    });
  }

  #survey(): Promise<Surveyed> {
    const now = performance.now();
    if (!this.#surveyed || now - this.#surveyed.at > FRESH_MS) {
      const survey = this.#options.survey();
      const surveyed = { at: now, survey };
      this.#surveyed = surveyed;
      survey.catch(() => {
        if (this.#surveyed === surveyed) this.#surveyed = null;
      });
    }
    return this.#surveyed.survey;
  }
}

/** The answer to a question asked before, or asks it; what fails is asked again. */
function kept<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key);
  if (known) return known;
  const asked = ask();
  answers.set(key, asked);
  for (const old of [...answers.keys()].slice(0, Math.max(0, answers.size - KEPT_COVERAGES))) answers.delete(old);
  asked.catch(() => answers.delete(key));
  return asked;
}
