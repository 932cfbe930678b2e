import { useEffect, useRef } from 'react';

/** What a key does, by its name in lower case; true when it did something and the browser should not. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => boolean>>;

/** Listens to keys of the whole desk: never while someone types, and never with a modifier held. */
export function useDeskKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (latest.current[event.key.toLowerCase()]?.(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, textarea, select, dialog, dialog *') || target.isContentEditable;
}
