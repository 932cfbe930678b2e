import { useEffect, useRef } from 'react';

/** What a key does, by its name in lower case; true when it did something and the browser should not. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => boolean>>;

/** Listens to keys of the whole desk: never those of the control that has the focus, and never with a modifier held. */
export function useDeskKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event)) return;
      if (latest.current[event.key.toLowerCase()]?.(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Controls that a page's keys move, and that take no text. */
const MOVED = 'input[type="range"], input[type="radio"], input[type="checkbox"]';
const MOVING_KEYS = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
]);

/** Whether a key belongs to what has the focus: every one where text is typed, those that move it at a slider or a box to tick. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  // Also where nothing in it has the focus: what had it may be gone.
  if (document.querySelector('dialog:modal')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target.matches(MOVED)) return MOVING_KEYS.has(key);
  return target.matches('input, textarea, select');
}
