import { Box3, DirectionalLight, Group, HemisphereLight, Plane, Vector3 } from 'three';
import type { LocalPoint } from 'twin-core';
import { toThree } from '../frame.ts';
import { OrbitView } from '../stage/orbit-view.ts';
import { Stage } from '../stage/stage.ts';
import { blocksOf, type PlaceBlock } from './place-blocks.ts';
import { modelOf, type PlaceModel } from './place-model.ts';

/** Where a point is in the picture, CSS pixels; not `seen` where it is behind the eye. */
export interface PlacePoint {
  readonly x: number;
  readonly y: number;
  readonly seen: boolean;
}

export interface PlaceOptions {
  /** Files of storeys; the place is looked at from around them. Without, from around the points. */
  readonly models: readonly PlaceModel[];
  readonly blocks: readonly PlaceBlock[];
  /** What is marked, in the frame of the place: x east, y north, z up, metres. */
  readonly points: readonly LocalPoint[];
  readonly background: string;
  /** After each frame: where the points are in it. */
  onDraw(points: readonly PlacePoint[]): void;
  /** All is drawn: the picture, as a data URL. */
  onReady(still: string): void;
}

/** Looking down, radians. */
const PITCH = (35 * Math.PI) / 180;
/** Around points without a model, metres. */
const AROUND_M = 45;
/** The highest storey is cut open above its floor, metres. */
const CUT_M = 2.06;

/** A place from outside any server: storeys from their files and buildings as blocks, turned by the mouse. */
export class PlaceView {
  readonly #options: PlaceOptions;
  readonly #stage: Stage;
  readonly #view: OrbitView;
  readonly #element: HTMLElement;
  #isComplete = false;
  #isTold = false;

  /** Throws WebglUnavailable. Models that cannot be read are left out. */
  constructor(element: HTMLElement, options: PlaceOptions) {
    this.#options = options;
    this.#element = element;
    this.#stage = new Stage(element, options.background, () => this.#drawn());
    this.#view = new OrbitView(this.#stage.surface, () => this.#stage.request());
    const sun = new DirectionalLight(0xffffff, 1.6);
    sun.position.set(0.4, 1, 0.6);
    this.#stage.add(new HemisphereLight(0xffffff, 0x9aa4b2, 2.2), sun);
    this.#stage.add(blocksOf(options.blocks, options.models.length > 0));
    this.#stage.use(this.#view);
    this.#view.fit(this.#around(), PITCH);
    void this.#load();
  }

  dispose(): void {
    this.#view.dispose();
    this.#stage.dispose();
  }

  async #load(): Promise<void> {
    const group = new Group();
    // Above what is looked into; moved to where the storeys turn out to be.
    const cut = new Plane(new Vector3(0, -1, 0), Infinity);
    const { models } = this.#options;
    for (const model of models) {
      const object = await modelOf(model, cut).catch((cause: unknown) => {
        console.warn('a model cannot be shown:', cause);
        return null;
      });
      if (object) group.add(object);
    }
    this.#isComplete = true;
    const box = new Box3().setFromObject(group);
    if (!box.isEmpty()) {
      box.max.y = cut.constant = Math.min(box.max.y, Math.max(...models.map(({ floorM }) => floorM)) + CUT_M);
      this.#stage.add(group);
      this.#view.fit(box, PITCH);
    }
    this.#stage.request();
  }

  #around(): Box3 {
    const box = new Box3();
    for (const point of this.#options.points) box.expandByPoint(toThree(point, new Vector3()));
    if (box.isEmpty()) box.expandByPoint(new Vector3());
    return box.expandByVector(new Vector3(AROUND_M, 4, AROUND_M));
  }

  #drawn(): void {
    const place = new Vector3();
    this.#options.onDraw(
      this.#options.points.map((point) => {
        const { x, y, depth } = this.#stage.project(toThree(point, place));
        return { x, y, seen: depth < 1 };
      }),
    );
    if (!this.#isComplete || this.#isTold) return;
    this.#isTold = true;
    this.#element.dataset.ready = 'true';
    // Within the frame: afterwards the canvas no longer has what was drawn.
    this.#options.onReady(this.#element.querySelector('canvas')?.toDataURL('image/jpeg', 0.85) ?? '');
  }
}
