import { useCenter, useRegistryRevision } from '../../kit/center-context.ts';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { BuildingView } from '../../state/site-view.ts';
import { useDesk } from './desk.ts';

/** The storeys of a building from the lowest up: by its model, and until that is here by where its devices stand. */
export function useStoreys(building: BuildingView | null): readonly string[] {
  const { store } = useCenter();
  const desk = useDesk();
  useRegistryRevision();
  const model = useLoaded(building?.model ?? null, () => desk.model(building!));
  if (!building) return [];
  if (model.state === 'ready') {
    return [...model.value.storeys].sort((a, b) => a.elevation - b.elevation).map(({ name }) => name);
  }
  const names = new Set<string>();
  for (const device of store.state.devices) {
    if (device?.building === building.code && device.storey !== null) names.add(device.storey);
  }
  return [...names].sort((a, b) => floorNumber(a) - floorNumber(b));
}

/** The storey one enters by: the lowest that is not underground. */
export function groundStorey(storeys: readonly string[]): string | null {
  return storeys.find((name) => floorNumber(name) > 0) ?? storeys[0] ?? null;
}

/** B2 → −2, 17F → 17; names without a number stay at the ground. */
function floorNumber(name: string): number {
  const number = Number(/\d+/.exec(name)?.[0] ?? 0);
  return name.startsWith('B') ? -number : number;
}
