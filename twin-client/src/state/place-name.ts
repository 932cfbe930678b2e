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

/** A name that begins as its place does tells the place already. In characters: "5号楼" is as short as a place gets. */
const SHARED_START = 3;

/** A device's name with its place before it, unless the name tells the place already: "5号楼17层走廊感烟探测器" does. */
export function placedName(site: SiteView, place: Whereabouts, name: string): string {
  const short = placeName(site, place);
  const start = (text: string) => text.replace(/\s/g, '').slice(0, SHARED_START);
  return short === '' || start(short) === start(name) ? name : `${short} · ${name}`;
}
