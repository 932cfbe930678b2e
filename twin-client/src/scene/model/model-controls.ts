import type { BuildingLook } from '../../state/building-look.ts';
import type { ScreenPlace } from '../../state/marker.ts';
import type { BuildingView } from '../../state/site-view.ts';
import type { Highlight } from '../building-layer.ts';
import type { TilesetCounts } from './tiled-building.ts';

/** What can be done with the buildings of the site's scene besides isolating a storey. */
export interface ModelControls {
  /** Opens one building up; null closes it again. Another building's look ends with it. */
  setLook(building: string | null, look: BuildingLook): void;
  /** Lights up an element or a space, of one building at a time; null ends it. */
  highlight(highlight: Highlight | null): void;
  /** Adds a building, or shows it as it is now: replaced where its tiles are others, moved where only its place is. */
  setBuilding(view: BuildingView): void;
  removeBuilding(code: string): void;
  /** Metres by which a storey (a name) is lifted while its building's storeys are pulled apart: what stands on it moves along. */
  liftOf(building: string, storey: string): number;
  /** Told whenever liftOf may answer another number. Returns the function that ends it. */
  onLift(listener: () => void): () => void;
  /** Where a point of a building's frame (metres) is on the page; null where the building has no tiles in the scene. */
  locate(building: string, point: readonly [number, number, number], storey: string | null): ScreenPlace | null;
  /** Tiles, triangles, elements and bytes of each building in the next frame. */
  count(): Promise<ReadonlyMap<string, TilesetCounts>>;
}
