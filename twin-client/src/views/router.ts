import { useSyncExternalStore } from 'react';

/** Where the page is: path and query of the address. */
export interface Place {
  readonly path: string;
  readonly query: string;
}

const listeners = new Set<() => void>();
let place: Place = read();

function read(): Place {
  // Imported by tests of pure functions, which have no page.
  if (typeof location === 'undefined') return { path: '/', query: '' };
  return { path: location.pathname, query: location.search };
}

function changed(): void {
  place = read();
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', changed);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', changed);
  };
}

/** Goes to an address of this site; replace leaves no step to go back to. */
export function navigate(address: string, replace = false): void {
  if (address === `${location.pathname}${location.search}`) return;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  changed();
}

/** The present place; renders again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place);
}
