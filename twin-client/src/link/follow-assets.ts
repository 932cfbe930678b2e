import type { AssetState } from 'twin-core';
import type { Api } from '../state/api.ts';
import type { Signal } from '../state/signal.ts';

/** States of assets change by hand, some times a day; the page of who enters one learns of it at once. */
const RENEW_MS = 60_000;

/** Keeps the states of assets as the server has them (8.2.1-4); returns the function that ends it. */
export function followAssets(api: Pick<Api, 'assets'>, states: Signal<ReadonlyMap<string, AssetState>>): () => void {
  const abort = new AbortController();
  const renew = () => {
    api.assets
      .states(abort.signal)
      .then((read) => {
        if (!abort.signal.aborted && !sameStates(states.get(), read)) states.set(read);
      })
      // Not reachable, or without the right: what was read last stands.
      .catch(() => undefined);
  };
  const timer = setInterval(renew, RENEW_MS);
  renew();
  return () => {
    clearInterval(timer);
    abort.abort();
  };
}

function sameStates(a: ReadonlyMap<string, AssetState>, b: ReadonlyMap<string, AssetState>): boolean {
  return a.size === b.size && [...a].every(([device, state]) => b.get(device) === state);
}
