import type { GroundSurface } from '../area/ground-surface.ts';
import type { LonLat } from '../ground-plan.ts';
import type { PlaceDraft } from './place-draft.ts';
import { middlesOf } from './place-shape.ts';
import { snapTo } from './snap.ts';

/** A pointer that moved less than this between press and release has clicked, CSS pixels. */
const CLICK_PX = 5;
/** A pointer this near to a handle takes hold of it, CSS pixels. */
const HANDLE_PX = 9;
/** What an arrow key moves a corner by, metres; with Shift ten times as much. */
const NUDGE_M = 0.1;

/** What a hand on a draft may also want. */
export interface HandWishes {
  /** Enter, where the drawing is done already. */
  onSave(): void;
  /** Escape. */
  onCancel(): void;
  /** Corners of other things that a corner clings to. */
  readonly corners: readonly LonLat[];
}

type Px = readonly [x: number, y: number];

/**
 * Listens to pointer and keys for a draft: clicks set corners until a double click or Enter; then corners are dragged, those on the
 * middles of sides become new ones, Delete takes one away, N goes to the next, arrows move it, Ctrl+Z and Ctrl+Y step back and forth.
 * Other drags stay with the camera. Alt keeps a corner from clinging to others. Returns the function that ends it.
 */
export function handOn({ picture }: GroundSurface, draft: PlaceDraft, wishes: HandWishes): () => void {
  const { element } = picture;
  const listening = new AbortController();
  const { cursor } = element.style;
  let pressedAt: Px | null = null;
  let held: number | null = null;

  const pxOf = (event: MouseEvent): Px => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const placeAt = (px: Px, free: boolean): LonLat | null => {
    const place = picture.placeAt(...px);
    if (!place || free) return place;
    return snapTo(place, px, wishes.corners, (corner) => picture.pointOf(corner)) ?? place;
  };
  const near = (place: LonLat, [x, y]: Px) => {
    const point = picture.pointOf(place);
    return point !== null && Math.hypot(point[0] - x, point[1] - y) <= HANDLE_PX;
  };
  const cornerAt = (px: Px) => draft.shape.points.findIndex((place) => near(place, px));
  const middleAt = (px: Px) => middlesOf(draft.shape).find(({ place }) => near(place, px));
  /** The camera must not turn, nor anything else act, on what is meant for the draft. */
  const keep = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const px = pxOf(event);
    pressedAt = px;
    if (draft.drawing !== null) return;
    const corner = cornerAt(px);
    const middle = corner < 0 ? middleAt(px) : undefined;
    if (corner < 0 && !middle) return;
    keep(event);
    held = corner >= 0 ? corner : middle!.at;
    if (middle) draft.insert(middle.at, middle.place);
    else draft.select(corner);
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const px = pxOf(event);
    if (held !== null) {
      keep(event);
      const place = placeAt(px, event.altKey);
      if (place) draft.drag(held, place);
      return;
    }
    if (draft.drawing !== null) {
      element.style.cursor = 'crosshair';
      if (event.buttons === 0) draft.point(placeAt(px, event.altKey));
      return;
    }
    if (event.buttons === 0) element.style.cursor = cornerAt(px) >= 0 || middleAt(px) ? 'grab' : cursor;
  };
  const up = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const px = pxOf(event);
    const from = pressedAt;
    pressedAt = null;
    if (held !== null) {
      keep(event);
      held = null;
      draft.drop();
      return;
    }
    if (draft.drawing === null || !from || Math.hypot(px[0] - from[0], px[1] - from[1]) >= CLICK_PX) return;
    const [first] = draft.shape.points;
    if (draft.drawing === 'polygon' && draft.shape.points.length >= 3 && first && near(first, px)) draft.finish();
    else {
      const place = placeAt(px, event.altKey);
      if (place) draft.press(place);
    }
  };
  const steps = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key === 'z') event.shiftKey ? draft.redo() : draft.undo();
      else if (key === 'y') draft.redo();
      else return false;
      return true;
    }
    const by = event.shiftKey ? 10 * NUDGE_M : NUDGE_M;
    switch (event.key) {
      case 'Escape':
        wishes.onCancel();
        return true;
      case 'Enter':
        if (draft.drawing === null) wishes.onSave();
        else draft.finish();
        return true;
      case 'Backspace':
      case 'Delete':
        if (draft.drawing !== null) draft.undo();
        else if (draft.selected !== null) draft.remove(draft.selected);
        return true;
      case 'ArrowUp':
        draft.nudge(0, by);
        return draft.selected !== null;
      case 'ArrowDown':
        draft.nudge(0, -by);
        return draft.selected !== null;
      case 'ArrowLeft':
        draft.nudge(-by, 0);
        return draft.selected !== null;
      case 'ArrowRight':
        draft.nudge(by, 0);
        return draft.selected !== null;
      case 'Insert': {
        const next = middlesOf(draft.shape).find(({ at }) => at === (draft.selected ?? 0) + 1);
        if (next && draft.drawing === null) draft.insert(next.at, next.place);
        return next !== undefined;
      }
      case 'n':
      case 'N':
        if (draft.drawing === null) draft.selectNext(event.shiftKey ? -1 : 1);
        return draft.drawing === null;
      default:
        return false;
    }
  };
  const key = (event: KeyboardEvent) => {
    // Fields and buttons of the tool keep their own keys.
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, button, dialog, a')) {
      if (event.key !== 'Escape') return;
    }
    if (steps(event)) keep(event);
  };

  const options = { signal: listening.signal, capture: true };
  element.addEventListener('pointerdown', down, options);
  element.addEventListener('pointermove', move, options);
  element.addEventListener('pointerup', up, options);
  element.addEventListener(
    'dblclick',
    (event) => {
      if (draft.drawing === null) return;
      keep(event);
      draft.finish();
    },
    options,
  );
  window.addEventListener('keydown', key, options);
  return () => {
    listening.abort();
    element.style.cursor = cursor;
  };
}
