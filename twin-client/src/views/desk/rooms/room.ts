import type { GeoPoint, ZoneRecord } from 'twin-core';
import type { Interior } from '../../../bim/interior.ts';
import type { SiteMap } from '../../../map/site-map.ts';
import type { FlightTarget, SiteScene } from '../../../scene/site-room.ts';
import type { AreaControls } from '../../../state/area/area-controls.ts';
import type { GroundSurface } from '../../../state/area/ground-surface.ts';
import type { DeviceCondition, DeviceMarker, ScreenPlace, ZoneCondition } from '../../../state/marker.ts';
import type { BuildingView } from '../../../state/site-view.ts';

/** Where a camera can be sent. */
export type FlyTarget = FlightTarget;

/** What the desk asks of any room: the site, the map, a building from the inside. Pushed to, never rendered. */
export interface Room {
  readonly element: HTMLElement;
  /** The building a room is inside of: it is given that building's devices alone. */
  readonly building: string | null;
  /** The room itself where it is the site in 3D: for tools that only it has. */
  readonly site: SiteScene | null;
  /** The room itself where it is a map. */
  readonly map: SiteMap | null;
  /** It is drawn without WebGL 2. */
  readonly plain: boolean;
  /** Draws and shows areas on the ground; null inside a building. */
  readonly area: AreaControls | null;
  /** Its ground, for tools that draw over it; null inside a building. */
  readonly surface: GroundSurface | null;
  /** The room itself where it is a building from the inside. */
  readonly interior: Interior | null;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  /** Moves one device; false where the room must be given all of them for it. */
  moveDevice(code: string, location: GeoPoint): boolean;
  setZone(code: string, condition: ZoneCondition): void;
  /** Takes over zones that were drawn, changed or removed. */
  setZones(zones: readonly ZoneRecord[]): void;
  select(code: string | null): void;
  /** Takes over buildings that were added, changed or moved; false where the room must be opened anew for it. */
  setBuildings(changed: readonly BuildingView[]): boolean;
  /** Isolates a storey, or ends it with null. */
  showStorey(building: string | null, storey: string | null): void;
  flyTo(target: FlyTarget): void;
  home(): void;
  locate(code: string): ScreenPlace | null;
  /** Stops drawing while another room is shown; false where it must be closed instead. */
  suspend(): boolean;
  resume(): void;
  close(): void;
}
