import type { PlacementPort } from '../../state/ports/placement.ts';
import { BuildingPlace, MovedBuilding } from '../../state/records/placement.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Where buildings stand, by the server's registry. */
export function placementPort(at: Address): PlacementPort {
  const id = encodeURIComponent;
  return {
    place: (building, signal) => ask(at(`/buildings/${id(building)}/georeference`), BuildingPlace, { signal }),
    put: (building, placement, footprint) =>
      ask(at(`/buildings/${id(building)}/placement`), MovedBuilding, {
        method: 'PUT',
        body: { ...placement, footprint },
      }),
  };
}
