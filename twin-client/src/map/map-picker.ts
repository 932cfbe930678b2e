import type { DeviceMarker, RoomPick, ScreenPlace } from '../state/marker.ts';
import { type DrawnSymbol, STACK_PX, SYMBOL_PX } from './device-book.ts';
import type { MapEstate } from './map-estate.ts';
import { type MapFrame, ZOOM } from './map-frame.ts';
import { nearestOnMap, type PickCandidate } from './map-pick.ts';
import { boundsOf, toPlane } from './plane.ts';
import { roomAt } from './storey-plan.ts';

/** How near to a symbol, a dot outdoors and a dot indoors a pointer means it, CSS pixels. */
const REACH_PX = { symbol: 12, outdoors: 12, indoors: 6 } as const;

/** What a point of the map means: a device or several, a room, a building, a zone, or the ground. */
export function pickOnMap(estate: MapEstate, frame: MapFrame, x: number, y: number): RoomPick {
  const code = nearestOnMap(candidates(estate, frame, x, y), x, y);
  if (code !== null) {
    const { symbols } = estate.arranged(frame.view.zoom);
    const symbol = symbols.find(({ marker }) => marker.code === code);
    return (symbol && clusterOf(estate, symbol)) ?? { kind: 'device', code };
  }
  const place = frame.unproject(x, y);
  const building = estate.footprints.at(place);
  if (building) {
    const plan = estate.plan?.building === building.code ? estate.plan : null;
    const room = plan && roomAt(plan, place);
    return {
      kind: 'building',
      code: building.code,
      globalId: room?.globalId ?? null,
      ifcClass: room ? 'IfcSpace' : null,
      storey: plan?.storey ?? null,
      name: room?.name ?? building.name,
    };
  }
  const zone = estate.zones.at(place, frame.view.zoom);
  if (zone !== null) return { kind: 'zone', code: zone };
  const feature = estate.features.at(place, frame.view.zoom);
  return feature ? { kind: 'feature', ...feature } : { kind: 'ground' };
}

/** Several alarms and faults, or only calm devices, drawn as one symbol; null where one device alone is meant. */
function clusterOf(estate: MapEstate, { members, abnormal }: DrawnSymbol): RoomPick | null {
  const shown = abnormal > 0 ? members.slice(0, abnormal) : members;
  if (shown.length < 2 || members[0] === estate.devices.selected?.code) return null;
  const markers = shown.map((code) => estate.devices.get(code)!);
  const same = <K extends 'building' | 'storey'>(key: K): DeviceMarker[K] | null => {
    const value = markers[0]![key];
    return markers.every((marker) => marker[key] === value) ? value : null;
  };
  const building = same('building');
  return { kind: 'cluster', devices: shown, building, storey: building === null ? null : same('storey') };
}

/** Whether devices drawn as one would be told apart at the map's closest zoom. */
export function comeApart(estate: MapEstate, devices: readonly string[]): boolean {
  const [southWest, northEast] = boundsOf(
    devices.map((code) => estate.devices.get(code)!.location).map(({ longitude, latitude }) => [longitude, latitude]),
  );
  const [left, bottom] = toPlane(southWest, ZOOM.most - 1);
  const [right, top] = toPlane(northEast, ZOOM.most - 1);
  return Math.hypot(right - left, bottom - top) >= STACK_PX;
}

/** Where a device is on the page; null for an unknown one. `element` is the map's. */
export function locateOnMap(
  estate: MapEstate,
  frame: MapFrame,
  element: HTMLElement,
  code: string,
): ScreenPlace | null {
  const marker = estate.devices.get(code);
  if (!marker) return null;
  const [x, y] = frame.project([marker.location.longitude, marker.location.latitude]);
  const { left, top } = element.getBoundingClientRect();
  const { symbols, detail } = estate.arranged(frame.view.zoom);
  const drawn = symbols.some((symbol) => symbol.marker.code === code) || estate.devices.isDot(marker, detail);
  return { x: left + x, y: top + y, visible: frame.holds(x, y) && drawn };
}

function* candidates(estate: MapEstate, frame: MapFrame, x: number, y: number): Generator<PickCandidate> {
  const { zoom } = frame.view;
  const { symbols, detail } = estate.arranged(zoom);
  for (const { marker } of symbols) {
    const [atX, atY] = frame.project([marker.location.longitude, marker.location.latitude]);
    const reachPx = Math.max(REACH_PX.symbol, SYMBOL_PX[marker.state] / 2);
    yield { code: marker.code, x: atX, y: atY, reachPx, symbol: true };
  }
  const [longitude, latitude] = frame.unproject(x, y);
  const around = estate.devices.dotsAround({ longitude, latitude, zoom }, detail, REACH_PX.outdoors);
  for (const { marker, dx, dy } of around) {
    const reachPx = marker.building === null ? REACH_PX.outdoors : REACH_PX.indoors;
    yield { code: marker.code, x: x + dx, y: y + dy, reachPx, symbol: false };
  }
}
