import type { SiteView } from './site-view.ts';

/** Where something stands, by the registry's codes and names. */
export interface Whereabouts {
  readonly building: string | null;
  readonly storey: string | null;
  readonly space?: string | null;
  readonly zone: string | null;
}

/** A short place such as "5 号楼 17F": the building with its storey, else the zone; '' where neither is known. */
export function placeName(site: SiteView, { building, storey, zone }: Whereabouts): string {
  if (building !== null) {
    const name = site.buildings.find(({ code }) => code === building)?.name ?? building;
    return storey === null ? name : `${name} ${storey}`;
  }
  return zone === null ? '' : (site.zones.find(({ code }) => code === zone)?.name ?? zone);
}

/** A space whose name is a room's number is what people call it; others ("1-LOBBY") are names of the model. */
const ROOM_NUMBER = /^\d+$/;

/** The same with the room: "5 号楼 17F 1702". */
export function fullPlaceName(site: SiteView, place: Whereabouts): string {
  const short = placeName(site, place);
  return place.space && ROOM_NUMBER.test(place.space) ? `${short} ${place.space}`.trim() : short;
}
