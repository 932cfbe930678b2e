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

/** A device's name with its place before it, unless the name tells the place already: "5号楼17F 感烟探测器" does. */
export function placedName(site: SiteView, place: Whereabouts, name: string): string {
  const short = placeName(site, place);
  const bare = (text: string) => text.replace(/\s/g, '');
  return short === '' || bare(name).startsWith(bare(short)) ? name : `${short} · ${name}`;
}
