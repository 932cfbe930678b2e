import type { GeoBounds, GeoPoint, ZoneRecord } from 'twin-core';
import type { AreaControls } from '../state/area/area-controls.ts';
import type { GroundSurface } from '../state/area/ground-surface.ts';
import type { CalibrationControls } from '../state/calibration-controls.ts';
import type { CoverageControls } from '../state/coverage/coverage-controls.ts';
import type { FallControls } from '../state/fall-picture.ts';
import type { GroundPlan } from '../state/ground-plan.ts';
import type { LayerBoard } from '../state/layers/layer-board.ts';
import type {
  DeviceCondition,
  DeviceMarker,
  RoomHover,
  RoomPick,
  ScreenPlace,
  ZoneCondition,
} from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { GroundWayControls } from '../state/route-picture.ts';
import type { SiteView } from '../state/site-view.ts';
import type { UndergroundControls } from '../state/underground/underground-controls.ts';
import type { ModelControls } from './model/model-controls.ts';
import type { PlacingControls } from './placing/placing-controls.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What the scene needs to be drawn, and whom it tells. */
export interface SceneOptions {
  readonly site: SiteView;
  readonly ground: GroundPlan;
  /** Layers of geographic information: which are shown, and how. */
  readonly layers: LayerBoard;
  readonly palette: Palette;
  /** Share of the device's resolution to draw at, 0.25 to 1. */
  readonly resolutionScale?: number;
  readonly onPick: (pick: RoomPick) => void;
  /** The pointer is over a device or cluster, CSS pixels of the page's viewport; null when it is no longer. */
  readonly onHover?: (hover: RoomHover | null) => void;
  /** The graphics context is gone: destroy this scene and create another. */
  readonly onContextLost?: () => void;
}

/** How a camera of the estate looks: as CameraView of twin-core has it. */
export interface CameraPose {
  readonly location: GeoPoint;
  readonly headingDeg: number;
  readonly tiltDeg: number;
  readonly angleDeg: number;
}

/** Something the camera can fly to. */
export type FlightTarget =
  | { readonly device: string }
  | {
      readonly building: string;
      readonly storey?: string | null;
      /** The middle of a part of it that is to be looked at from near. */
      readonly part?: { readonly at: GeoPoint };
    }
  | { readonly zone: string }
  /** What a camera of the estate sees. */
  | { readonly through: CameraPose }
  /** A part of the ground, such as a feature of a layer, or all of one. */
  | { readonly bounds: GeoBounds };

/** The site in 3D. Every method draws at most one frame and only where something changed. */
export interface SiteScene {
  /** Carries data-ready="true" while all of the current view is drawn. */
  readonly element: HTMLElement;
  /** Looks into buildings, and which stand there. */
  readonly model: ModelControls;
  /** Places a building's model by hand. */
  readonly placing: PlacingControls;
  /** Draws and shows areas on the ground. */
  readonly area: AreaControls;
  /** Looks under the ground. */
  readonly underground: UndergroundControls;
  /** Shows where something fell. */
  readonly fall: FallControls;
  /** Picks corners of buildings to calibrate a camera by. */
  readonly calibration: CalibrationControls;
  /** Draws what cameras and fences cover. */
  readonly coverage: CoverageControls;
  readonly surface: GroundSurface;
  /** Ways over the ground. */
  readonly ways: GroundWayControls;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  setZone(code: string, condition: ZoneCondition): void;
  /** Takes over zones that were drawn, changed or removed. */
  setZones(zones: readonly ZoneRecord[]): void;
  /** Puts a ring around a device. */
  select(code: string | null): void;
  /** Shows a building up to one of its storeys; null ends it. */
  isolate(building: string | null, storey?: string | null): void;
  /** Indoors the storey of the device is isolated. An unknown target changes nothing. */
  flyTo(target: FlightTarget): void;
  /** Back to the site's first view, nothing isolated. */
  home(): void;
  /** Where the camera stands, as long as the scene was not destroyed. */
  viewpoint(): Viewpoint;
  /** Stands there at once; what is isolated stays so. */
  stand(viewpoint: Viewpoint): void;
  /** Where a device's symbol is on the page; null for an unknown device. */
  locate(code: string): ScreenPlace | null;
  /** Where a place on or under the ground is on the page. */
  placeOnPage(at: GeoPoint): ScreenPlace;
  /** The picture as it is drawn now, as JPEG of this longest side at most, with a mark across it; null where it cannot be had. */
  capture(longestPx: number, mark: string): Promise<Blob | null>;
  /** Stops drawing while another room is shown. */
  suspend(): void;
  resume(): void;
  destroy(): void;
}
