import type { BuildingOutline } from 'twin-core';
import { loadFonts } from '../../../kit/fonts.ts';
import type { SiteMap } from '../../../map/site-map.ts';
import type { Center } from '../../../state/center.ts';
import type { RoomHover, RoomPick } from '../../../state/marker.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { WebglUnavailable } from '../../../state/webgl-unavailable.ts';
import type { Room } from './room.ts';

/** What a room tells the desk. */
export interface RoomEvents {
  onPick(pick: RoomPick): void;
  /** The pointer is over a device or cluster of the scene, or no longer. */
  onHover(hover: RoomHover | null): void;
  /** The GPU's context was lost: the room is dead and is to be opened anew. */
  onContextLost(): void;
  /** A storey was chosen inside a building. */
  onStorey(storey: string | null): void;
}

const nothing = () => undefined;

/** The site in three dimensions. Rejects with WebglUnavailable where it cannot be drawn. */
export async function openScene(
  container: HTMLElement,
  { site, ground, layers }: Center,
  resolutionScale: number,
  events: RoomEvents,
): Promise<Room> {
  const [{ createSiteScene }] = await Promise.all([import('../../../scene/site-scene.ts'), loadRoomFonts(site)]);
  const scene = createSiteScene(container, { site, ground, layers, palette: WALL_DARK, resolutionScale, ...events });
  return {
    element: scene.element,
    building: null,
    site: scene,
    map: null,
    plain: false,
    area: scene.area,
    surface: scene.surface,
    interior: null,
    setDevices: (markers) => scene.setDevices(markers),
    updateDevice: (code, condition) => scene.updateDevice(code, condition),
    moveDevice: () => false,
    setZone: (code, condition) => scene.setZone(code, condition),
    setZones: (zones) => scene.setZones(zones),
    setBuildings: (changed) => {
      for (const building of changed) scene.model.setBuilding(building);
      return true;
    },
    select: (code) => scene.select(code),
    showStorey: (building, storey) => scene.isolate(storey === null ? null : building, storey),
    flyTo: (target) => scene.flyTo(target),
    home: () => scene.home(),
    locate: (code) => scene.locate(code),
    suspend: () => {
      scene.suspend();
      return true;
    },
    resume: () => scene.resume(),
    close: () => scene.destroy(),
  };
}

/** The site as a map: by WebGL 2 where the browser has it, else on a plain canvas. */
export async function openMap(
  container: HTMLElement,
  { site, ground, layers }: Center,
  outlineOf: (building: BuildingView) => Promise<BuildingOutline | null>,
  events: RoomEvents,
): Promise<Room> {
  await loadRoomFonts(site);
  const { onPick, onHover } = events;
  const options = { site, ground, layers, palette: WALL_DARK, outlineOf, onPick, onHover };
  try {
    const { createSiteMap } = await import('../../../map/create-site-map.ts');
    return mapRoom(createSiteMap(container, options), false);
  } catch (cause) {
    if (!(cause instanceof WebglUnavailable)) throw cause;
    const { createPlainMap } = await import('../../../map/plain/plain-map.ts');
    return mapRoom(createPlainMap(container, options), true);
  }
}

function mapRoom(map: SiteMap, plain: boolean): Room {
  return {
    element: map.element,
    building: null,
    site: null,
    map,
    plain,
    area: map.area,
    surface: map.surface,
    interior: null,
    setDevices: (markers) => map.estate.setDevices(markers),
    updateDevice: (code, condition) => map.estate.updateDevice(code, condition),
    moveDevice: (code, location) => {
      map.estate.moveDevice(code, location);
      return true;
    },
    setZone: (code, condition) => map.estate.setZone(code, condition),
    setZones: (zones) => map.estate.setZones(zones),
    setBuildings: () => false,
    select: (code) => map.estate.select(code),
    showStorey: (building, storey) => map.estate.showStorey(building, storey),
    flyTo: (target) => {
      // A map is looked at from above alone.
      if (!('through' in target)) map.flyTo(target);
    },
    home: () => map.home(),
    locate: (code) => map.locate(code),
    suspend: () => false,
    resume: nothing,
    close: () => map.destroy(),
  };
}

/** One building from the inside. */
export async function openInterior(
  container: HTMLElement,
  { site }: Center,
  events: RoomEvents,
  at: { building: BuildingView; model: BuildingOutline; storey: string | null },
): Promise<Room> {
  const [{ createInterior }] = await Promise.all([import('../../../bim/interior.ts'), loadRoomFonts(site)]);
  const interior = createInterior(container, { ...at, palette: WALL_DARK, ...events });
  return {
    element: interior.element,
    building: at.building.code,
    site: null,
    map: null,
    plain: false,
    area: null,
    surface: null,
    interior,
    setDevices: (markers) => interior.setDevices(markers),
    updateDevice: (code, condition) => interior.updateDevice(code, condition),
    // What moves is out of doors.
    moveDevice: () => true,
    setZone: nothing,
    setZones: nothing,
    setBuildings: (changed) => changed.every(({ code }) => code !== at.building.code),
    select: (code) => interior.select(code),
    showStorey: (_building, storey) => {
      if (storey !== interior.storey) interior.showStorey(storey);
    },
    flyTo: nothing,
    home: () => interior.home(),
    locate: (code) => interior.locate(code),
    suspend: () => false,
    resume: nothing,
    close: () => interior.destroy(),
  };
}

/** Canvases draw names of places and figures of storeys: their glyphs must be there first. */
function loadRoomFonts(site: Center['site']): Promise<void> {
  return loadFonts(
    `${site.buildings.map(({ name }) => name).join('')}${site.zones.map(({ name }) => name).join('')}0F`,
  );
}
