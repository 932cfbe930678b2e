import type { AreaControls } from '../state/area/area-controls.ts';
import type { GroundSurface } from '../state/area/ground-surface.ts';
import type { RoomHover, RoomPick, ScreenPlace } from '../state/marker.ts';
import type { EstateInput, MapEstate } from './map-estate.ts';
import type { MapTarget } from './map-target.ts';

/** What the map needs to be drawn, and whom it tells. */
export interface MapOptions extends EstateInput {
  readonly onPick: (pick: RoomPick) => void;
  /** The pointer is over a device or several, CSS pixels of the page's viewport; null when it is no longer. */
  readonly onHover?: (hover: RoomHover | null) => void;
}

/** The site as a plan, north up. A frame is drawn only where something changed. */
export interface SiteMap {
  /** Carries data-ready="true" while all of the current view is drawn and stands still. */
  readonly element: HTMLElement;
  /** Draws and shows areas. */
  readonly area: AreaControls;
  readonly surface: GroundSurface;
  /** What the map shows: devices, zones, what is selected, the storey laid out, what is analyzed. */
  readonly estate: MapEstate;
  /** An unknown target changes nothing. */
  flyTo(target: MapTarget): void;
  /** Back to the whole site. */
  home(): void;
  /** Where a device is on the page; null for an unknown one. Not visible while it is only a part of its building's number. */
  locate(code: string): ScreenPlace | null;
  destroy(): void;
}
