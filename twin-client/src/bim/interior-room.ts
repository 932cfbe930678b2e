import type { BuildingOutline } from 'twin-core';
import type { DeviceCondition, DeviceMarker, RoomPick, ScreenPlace } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { RoutePicture } from '../state/route-picture.ts';
import type { Signal } from '../state/signal.ts';
import type { BuildingView } from '../state/site-view.ts';
import type { Fades } from './element-paint.ts';
import type { MeasureTool } from './measure/measure-tool.ts';
import type { SectionTool } from './section/section-tool.ts';
import type { ViewKind } from './storey-order.ts';
import type { WalkCommand } from './walk/walk-keys.ts';

/** What a building from the inside needs to be drawn, and whom it tells. */
export interface InteriorOptions {
  readonly building: BuildingView;
  /** outline.json; the contents it names are downloaded from the folder of `building.model`. */
  readonly model: BuildingOutline;
  readonly palette: Palette;
  /** The storey first shown, by name; null or absent for the whole building. */
  readonly storey?: string | null;
  readonly devices?: readonly DeviceMarker[];
  /** A device, a room, an element or a storey was clicked. */
  readonly onPick: (pick: RoomPick) => void;
  /** Another storey is shown; null for the whole building. */
  readonly onStorey?: (storey: string | null) => void;
}

/** What is selected in a building: GlobalIds. */
export interface InteriorFocus {
  readonly space?: string | null;
  readonly element?: string | null;
}

/** Where a walker is. */
export interface WalkPlace {
  /** Feet in the building frame, metres. */
  readonly at: readonly [x: number, y: number, z: number];
  /** The way it looks: 0 along +y of the building frame, growing to the left, radians. */
  readonly yaw: number;
  readonly storey: string | null;
  /** GlobalId of the room it stands in. */
  readonly space: string | null;
}

/** How a room is colored: #rrggbb, or null where nothing is known of it, which is hatched. */
export type SpaceColors = ReadonlyMap<string, string | null>;

/** One building from the inside, drawn only where something changed. */
export interface Interior {
  /** Carries data-ready="true" while all that is to be seen is drawn. */
  readonly element: HTMLElement;
  /** Names from the lowest up. */
  readonly storeys: readonly string[];
  /** Name of the storey cut open; null for the whole building. */
  readonly storey: string | null;
  /** Turned around, from straight above as a plan, or walked through. Set by `look`. */
  readonly view: Signal<ViewKind>;
  /** Cuts along the building's axes. */
  readonly section: SectionTool;
  /** Takes measurements; while one is taken, clicks put points down. */
  readonly measure: MeasureTool;
  /** Where the walker is; null while nobody walks. */
  readonly walker: Signal<WalkPlace | null>;
  /** Whether elements have the colors of their file, not slate. Set by `paintMaterials`. */
  readonly materials: Signal<boolean>;
  /** Looks another way. A plan and a walk are of one storey: from the whole building it is the one entered by. */
  look(view: ViewKind): void;
  paintMaterials(on: boolean): void;
  /** Ghosts and hides elements by class and system. */
  fade(fades: Fades): void;
  /** Highlights a room or an element; null neither. */
  focus(focus: InteriorFocus | null): void;
  /** Turns to what is highlighted, as soon as it is loaded. */
  lookAtFocus(): void;
  /** Colors rooms by GlobalId; null ends it. */
  colorSpaces(colors: SpaceColors | null): void;
  /** Draws ways out; null ends it. */
  showRoutes(picture: RoutePicture | null): void;
  /** GlobalId of the room a device is in; null for one in none. */
  spaceOf(device: string): string | null;
  /** Makes room at the left of what is fitted for a panel so many CSS pixels broad; 0 for none. */
  leaveFree(panelPx: number): void;
  /** Holds or lets go of a walker's command, from a button. */
  press(command: WalkCommand, down: boolean): void;
  /** Cuts a storey open; null shows the whole building. A name the building does not know changes nothing. */
  showStorey(name: string | null): void;
  /** One storey up or down. */
  step(by: 1 | -1): void;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  /** Rings a device, and shows its storey where it is on another. */
  select(code: string | null): void;
  /** Where a device's symbol is on the page; null for a device that is not in the building. */
  locate(code: string): ScreenPlace | null;
  /** The first view of what is shown. */
  home(): void;
  destroy(): void;
}
