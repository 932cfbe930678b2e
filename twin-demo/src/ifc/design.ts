import type { Shape, Vec2, Vec3 } from './shape.ts';

/** Entities an element can become. */
export type ElementClass =
  | 'IfcAlarm'
  | 'IfcAudioVisualAppliance'
  | 'IfcBuildingElementProxy'
  | 'IfcColumn'
  | 'IfcCommunicationsAppliance'
  | 'IfcController'
  | 'IfcCovering'
  | 'IfcCurtainWall'
  | 'IfcDamper'
  | 'IfcDoor'
  | 'IfcElectricAppliance'
  | 'IfcElectricDistributionBoard'
  | 'IfcFireSuppressionTerminal'
  | 'IfcFurniture'
  | 'IfcMember'
  | 'IfcOutlet'
  | 'IfcPlate'
  | 'IfcRailing'
  | 'IfcRamp'
  | 'IfcRoof'
  | 'IfcSensor'
  | 'IfcSlab'
  | 'IfcSolarDevice'
  | 'IfcStair'
  | 'IfcStairFlight'
  | 'IfcTank'
  | 'IfcTransportElement'
  | 'IfcWall'
  | 'IfcWindow';

/** A rectangular hole through a wall, and what fills it. The lower left corner stands at `at` in the wall frame. */
export interface Opening {
  readonly at: Vec3;
  readonly width: number;
  readonly height: number;
  /** Along the wall's y from `at`; must over-run both faces of the wall. */
  readonly depth: number;
  /** Frame of the filling: the opening's lower left corner, moved along y to the wall's outer face. */
  readonly fill?: Element;
}

/** One element of a storey. */
export interface Element {
  readonly ifc: ElementClass;
  /** Unique within the storey: its GlobalId follows from building, storey and key. */
  readonly key: string;
  readonly name: string;
  /** Origin in the storey frame (or in the opening's frame, for a filling), metres. */
  readonly at: Vec3;
  /** Turn of the element's +X about z, degrees counterclockwise. */
  readonly turnDeg: number;
  readonly shape: Shape;
  readonly predefinedType?: string;
  readonly objectType?: string;
  readonly tag?: string;
  /** Doors and windows: name of their type. Width and height of the opening in metres. */
  readonly type?: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly operation: string;
  };
  readonly external?: boolean;
  readonly loadBearing?: boolean;
  readonly fireRating?: string;
  readonly material?: string;
  readonly openings?: readonly Opening[];
  /** Parts of an assembly (flights and landings of a stair), in the storey frame. */
  readonly parts?: readonly Element[];
  /** Key of the space that contains it; the storey where absent. */
  readonly space?: string;
  /** Further properties: set name → property → value. */
  readonly properties?: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
}

/** A space of a storey: home, corridor, stair well, shaft, hall. */
export interface Space {
  readonly key: string;
  readonly name: string;
  readonly longName: string;
  readonly objectType: string;
  /** Ring in the storey frame, metres, counterclockwise, first point not repeated. */
  readonly ring: readonly Vec2[];
  /** Clear height in metres. */
  readonly height: number;
  readonly publiclyAccessible?: boolean;
  /** Named places on the floor of the space in the storey frame: where a kitchen is, where a detector hangs. */
  readonly anchors?: Readonly<Record<string, Vec2>>;
}

export interface Storey {
  /** Name such as 17F, B1, RF. */
  readonly name: string;
  /** Top of the floor slab in metres above the building's ground. */
  readonly elevation: number;
  /** To the next storey's elevation, metres. */
  readonly height: number;
  readonly elements: readonly Element[];
  readonly spaces: readonly Space[];
}

/** A whole building in its own frame: origin at its centre on the ground, +Y its own north side. */
export interface BuildingDesign {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly address: string;
  /** Outer face on the ground, a ring in the building frame, metres. */
  readonly footprint: readonly Vec2[];
  readonly storeys: readonly Storey[];
  readonly palette: Palette;
}

/** Finish name → sRGB 0 to 1, and transparency 0 to 1. */
export type Palette = Readonly<
  Record<string, { readonly rgb: readonly [number, number, number]; readonly transparency?: number }>
>;
