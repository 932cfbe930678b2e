import type { Interior } from '../../../bim/interior.ts';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import type { PlacedDevice } from './space-values.ts';

/** The devices of a building that stand in its rooms. */
export function usePlacedDevices(interior: Interior, building: string): readonly PlacedDevice[] {
  const { store } = useCenter();
  useRegistryRevision();
  return store.state.devices.flatMap((device) => {
    if (device?.building !== building) return [];
    const space = interior.spaceOf(device.code);
    return space === null ? [] : [{ device, space }];
  });
}
