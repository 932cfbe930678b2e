import type { DeviceState, GeoPoint, Priority } from 'twin-core';

/** What changes about a device's symbol while the estate lives. */
export interface DeviceCondition {
  readonly state: DeviceState;
  /** Priority of its worst presented alarm or fault; null when it has none. */
  readonly priority: Priority | null;
  /** False while an alarm of the device waits for a person. */
  readonly acknowledged: boolean;
}

/** A device as the site, the building and the map draw it: what it is, where it stands, how it is. */
export interface DeviceMarker extends DeviceCondition {
  readonly code: string;
  readonly name: string;
  readonly building: string | null;
  /** IfcBuildingStorey name as in building.json; null outdoors. */
  readonly storey: string | null;
  readonly location: GeoPoint;
  /** SVG path in a 24 × 24 box: the kind's symbol, else its facility's. */
  readonly symbol: string;
  /** It says where it is: `location` is where it was last, and changes. */
  readonly moving?: boolean;
  /** Short place shown beside the symbol in alarm, such as "5 号楼 17F". */
  readonly place: string;
}

/** How a fence zone is drawn. `alarm` flashes until it is acknowledged. */
export interface ZoneCondition {
  readonly state: 'normal' | 'alarm' | 'fault' | 'offline';
  readonly priority: Priority | null;
  readonly acknowledged: boolean;
}

/** What a click in a room met. */
export type RoomPick =
  | { readonly kind: 'device'; readonly code: string }
  /** Several devices drawn as one, and the building and storey they all stand in. */
  | {
      readonly kind: 'cluster';
      readonly devices: readonly string[];
      readonly building: string | null;
      readonly storey: string | null;
    }
  | {
      readonly kind: 'building';
      readonly code: string;
      /** The element, space or storey met; null where the building has no model. */
      readonly globalId: string | null;
      /** Its class, such as IfcWindow, IfcSpace or IfcBuildingStorey; null with globalId. */
      readonly ifcClass: string | null;
      readonly storey: string | null;
      readonly name: string | null;
      /** The point met on its surface, where the room can tell. */
      readonly location?: GeoPoint | null;
    }
  | { readonly kind: 'zone'; readonly code: string }
  /** A pipe or cable, or what stands on one: its layer, its id and the point met. */
  | { readonly kind: 'pipe'; readonly layer: string; readonly id: string; readonly location: GeoPoint | null }
  /** A feature of a layer of geographic information. */
  | { readonly kind: 'feature'; readonly layer: string; readonly id: string }
  | { readonly kind: 'ground' };

/** What the pointer is over, at CSS pixels of the page's viewport. */
export interface RoomHover {
  readonly pick: Extract<RoomPick, { kind: 'device' | 'cluster' }>;
  readonly x: number;
  readonly y: number;
}

/** Where a symbol is drawn: CSS pixels of the page's viewport. `visible` is false behind the camera or outside the room. */
export interface ScreenPlace {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}
