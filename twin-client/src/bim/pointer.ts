/** What pointer and keyboard ask for; places are CSS pixels of the stage. */
export interface PointerEvents {
  move(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number): void;
  doubleClick(): void;
  step(by: 1 | -1): void;
  home(): void;
}

/** A pointer that moved further than this between down and up was turning the view, CSS pixels. */
const STILL_PX = 5;

/** Follows the pointer over a surface and the keys PageUp, PageDown and Home in its element. The function returned ends it. */
export function followPointer(element: HTMLElement, surface: HTMLElement, events: PointerEvents): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let down: { readonly x: number; readonly y: number; readonly id: number } | null = null;
  surface.addEventListener(
    'pointerdown',
    ({ button, offsetX: x, offsetY: y, pointerId: id }) => {
      down = button === 0 ? { x, y, id } : null;
    },
    { signal },
  );
  surface.addEventListener(
    'pointerup',
    ({ offsetX: x, offsetY: y, pointerId }) => {
      const from = down;
      down = null;
      if (from?.id === pointerId && Math.hypot(x - from.x, y - from.y) <= STILL_PX) events.click(x, y);
    },
    { signal },
  );
  surface.addEventListener(
    'pointermove',
    ({ buttons, offsetX: x, offsetY: y }) => {
      if (buttons === 0) events.move(x, y);
    },
    { signal },
  );
  surface.addEventListener('dblclick', () => events.doubleClick(), { signal });
  surface.addEventListener('pointerleave', () => events.leave(), { signal });
  element.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'PageUp') events.step(1);
      else if (event.key === 'PageDown') events.step(-1);
      else if (event.key === 'Home') events.home();
      else return;
      event.preventDefault();
    },
    { signal },
  );
  return () => ended.abort();
}
