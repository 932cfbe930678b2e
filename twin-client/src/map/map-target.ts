import type { GeoBounds } from 'twin-core';
import type { LonLat } from '../state/ground-plan.ts';
import { INDOORS_FROM, SYMBOLS_FROM } from './detail.ts';
import type { MapEstate } from './map-estate.ts';
import { fitView, type MapSize, type MapView, type Padding, ZOOM } from './map-frame.ts';

/** Something the map can fly to. */
export type MapTarget =
  | { readonly device: string }
  | { readonly building: string; readonly storey?: string | null }
  | { readonly zone: string }
  | { readonly bounds: GeoBounds }
  /** Several devices that are drawn as one. */
  | { readonly devices: readonly string[] };

/** A flight to a device keeps the zoom up to here, so that its surroundings are seen. */
const CLOSEST_FLIGHT = 20;
const CLOSEST = { building: 20.3, zone: 19, bounds: 19 } as const;
/** Air around the whole site: more above and below, where the desk's tools and its banner lie over the map. */
const HOME_PADDING_PX: Padding = { top: 92, bottom: 88, left: 40, right: 40 };
const TARGET_PADDING_PX: Padding = { top: 96, bottom: 110, left: 96, right: 110 };
const NO_PADDING_PX: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** The view of the whole site. */
export function homeView(boundary: readonly LonLat[], size: MapSize): MapView {
  return fitView(boundary, size, HOME_PADDING_PX);
}

/** The view that shows a target, from a present zoom; null for what is not on the map. */
export function viewOf(estate: MapEstate, target: MapTarget, size: MapSize, zoom: number): MapView | null {
  if ('device' in target) {
    const marker = estate.devices.get(target.device);
    if (!marker) return null;
    const least = marker.building === null ? SYMBOLS_FROM + 0.5 : INDOORS_FROM + 0.2;
    const { longitude, latitude } = marker.location;
    return fitView([[longitude, latitude]], size, NO_PADDING_PX, Math.max(Math.min(zoom, CLOSEST_FLIGHT), least));
  }
  if ('devices' in target) {
    const places = target.devices.flatMap((code): LonLat[] => {
      const location = estate.devices.get(code)?.location;
      return location ? [[location.longitude, location.latitude]] : [];
    });
    return places.length === 0 ? null : fitView(places, size, TARGET_PADDING_PX, ZOOM.most - 0.5);
  }
  if ('building' in target) {
    const building = estate.footprints.get(target.building);
    return building && fitView(building.ring, size, TARGET_PADDING_PX, CLOSEST.building);
  }
  if ('bounds' in target) {
    const [west, south, east, north] = target.bounds;
    const corners: LonLat[] = [
      [west, south],
      [east, north],
    ];
    return fitView(corners, size, TARGET_PADDING_PX, CLOSEST.bounds);
  }
  const bounds = estate.zones.bounds(target.zone);
  return bounds && fitView(bounds, size, TARGET_PADDING_PX, CLOSEST.zone);
}
