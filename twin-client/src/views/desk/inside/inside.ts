import { useSyncExternalStore } from 'react';
import type { BuildingOutline } from 'twin-core';
import type { Interior } from '../../../bim/interior.ts';
import type { Signal } from '../../../state/signal.ts';
import type { BuildingView } from '../../../state/site-view.ts';

/** What every tool of the inside works on. */
export interface Inside {
  readonly interior: Interior;
  readonly building: BuildingView;
  readonly outline: BuildingOutline;
}

/** A signal's value; renders again when it changes. */
export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get);
}
