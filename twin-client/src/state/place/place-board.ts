import type { AreaRing } from '../area/area-controls.ts';
import type { GroundSurface } from '../area/ground-surface.ts';
import type { LonLat } from '../ground-plan.ts';
import type { Palette } from '../palette.ts';
import type { PlaceDraft } from './place-draft.ts';
import { type HandWishes, handOn } from './place-hand.ts';
import { type DrawnHandle, type DrawnPlace, type DrawnWord, PlaceOutline } from './place-outline.ts';
import { middlesOf, type PlaceShape } from './place-shape.ts';

/** A place that is shown and not being changed. */
export interface PlaceMark {
  readonly shape: PlaceShape;
  readonly color: string;
  /** Looked at: drawn stronger, with its name. */
  readonly chosen: boolean;
  readonly name: string;
}

/** Words at a place. */
export interface PlaceWord {
  readonly at: LonLat;
  readonly text: string;
  readonly strong?: boolean;
}

export interface PlaceBoardOptions {
  readonly palette: Palette;
  /** Name of the drawing in the page, for tests. */
  readonly name: string;
  /** Ellipsoidal height that marks are drawn at, metres: asking the terrain for each of many corners would be slow. */
  readonly heightM: number;
  /** What is written beside a draft as it stands. */
  readonly words?: (shape: PlaceShape) => readonly PlaceWord[];
}

/** Half of a point’s sign, CSS pixels. */
const POINT_PX = 5;
/** Marks whose picture is smaller than this are not drawn, CSS pixels. */
const LEAST_PX = 2;

/** Places over the ground of a room: those there are, faintly, and the one that is drawn or changed, with its handles. */
export class PlaceBoard {
  readonly #surface: GroundSurface;
  readonly #options: PlaceBoardOptions;
  readonly #outline: PlaceOutline;
  readonly #leave: () => void;
  readonly #release: () => void;
  #marks: readonly PlaceMark[] = [];
  #words: readonly PlaceWord[] = [];
  #draft: PlaceDraft | null = null;
  #endDraft: (() => void) | null = null;
  #frame = 0;

  /** Clicks in the room belong to it until it is destroyed, where `claims`. */
  constructor(surface: GroundSurface, options: PlaceBoardOptions, claims: boolean) {
    this.#surface = surface;
    this.#options = options;
    this.#outline = new PlaceOutline(surface.picture.element, options.palette, options.name);
    this.#leave = surface.onMove(() => this.#draw());
    this.#release = claims ? surface.claim() : () => undefined;
  }

  show(marks: readonly PlaceMark[], words: readonly PlaceWord[] = []): void {
    this.#marks = marks;
    this.#words = words;
    this.#later();
  }

  /** Lets a person draw or change; null ends it. */
  work(draft: PlaceDraft | null, wishes?: HandWishes): void {
    this.#endDraft?.();
    this.#endDraft = null;
    this.#draft = draft;
    if (draft && wishes) {
      const { picture } = this.#surface;
      // A double click ends a drawing: it must not zoom the picture.
      picture.hold('polygon');
      const leave = draft.revision.subscribe(() => this.#later());
      const letGo = handOn(this.#surface, draft, wishes);
      this.#endDraft = () => {
        picture.hold(null);
        leave();
        letGo();
      };
    }
    this.#later();
  }

  /** However often it changes, drawn once with the page's next frame. */
  #later(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { picture } = this.#surface;
    const { palette, heightM, words: wordsOf } = this.#options;
    const places: DrawnPlace[] = [];
    const words: DrawnWord[] = [];
    const handles: DrawnHandle[] = [];
    for (const mark of this.#marks) {
      const points = this.#project(mark.shape, heightM);
      if (points.length === 0 || spanOf(points) < LEAST_PX) continue;
      places.push({
        points,
        closed: mark.shape.kind !== 'line',
        color: mark.color,
        fill: mark.chosen ? 0.22 : 0.08,
        widthPx: mark.chosen ? 2.5 : 1.5,
      });
      if (mark.chosen) words.push({ at: middle(points), text: mark.name, strong: true });
    }
    const draft = this.#draft;
    if (draft) {
      const shape = draft.shown;
      const points = this.#project(shape, null);
      places.push({
        points,
        closed: shape.kind === 'polygon',
        color: palette.selection,
        fill: 0.12,
        dashed: draft.drawing !== null,
      });
      if (draft.drawing === null && shape.points.length < 300)
        for (const { place } of middlesOf(draft.shape)) {
          const at = picture.pointOf(place);
          if (at) handles.push({ at, look: 'middle' });
        }
      draft.shape.points.forEach((place, i) => {
        const at = picture.pointOf(place);
        if (at) handles.push({ at, look: i === draft.selected ? 'selected' : 'corner' });
      });
      for (const { at, text, strong = false } of wordsOf?.(shape) ?? []) {
        const point = picture.pointOf(at);
        if (point) words.push({ at: point, text, strong });
      }
    }
    for (const { at, text, strong = false } of this.#words) {
      const point = picture.pointOf(at);
      if (point) words.push({ at: point, text, strong });
    }
    this.#outline.draw({ places, handles, words });
  }

  #project({ kind, points }: PlaceShape, heightM: number | null): readonly (readonly [number, number])[] {
    const { picture } = this.#surface;
    if (kind !== 'line') {
      const drawn = picture.project(points as AreaRing, heightM);
      const [at] = drawn;
      if (kind === 'polygon' || !at) return drawn;
      const [x, y] = at;
      return [
        [x - POINT_PX, y],
        [x, y - POINT_PX],
        [x + POINT_PX, y],
        [x, y + POINT_PX],
      ];
    }
    return points.flatMap((place) => {
      const [at] = picture.project([place], heightM);
      return at ? [at] : [];
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.work(null);
    cancelAnimationFrame(this.#frame);
    this.#leave();
    this.#release();
    this.#outline.destroy();
  }
}

function spanOf(points: readonly (readonly [number, number])[]): number {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function middle(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const sum = points.reduce(([x, y], [px, py]) => [x + px, y + py] as const, [0, 0] as const);
  return [sum[0] / points.length, sum[1] / points.length];
}
