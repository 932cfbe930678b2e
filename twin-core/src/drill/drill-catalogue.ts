import { Catalogue } from '../catalogue.ts';
import type { Facility } from '../facility.ts';

/** The catalogue of a site as a drill uses it: only the devices of its scenario speak, so that nobody waits for the others. */
export function drillCatalogue(catalogue: Catalogue): Catalogue {
  return new Catalogue(catalogue.facilities.map(unawaited), catalogue.procedures);
}

function unawaited(facility: Facility): Facility {
  const kinds = Object.entries(facility.deviceKinds).map(([name, kind]) => [name, { ...kind, silenceAfterMs: 0 }]);
  return { ...facility, deviceKinds: Object.fromEntries(kinds) };
}
