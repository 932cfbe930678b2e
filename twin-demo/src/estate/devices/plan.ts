import type { ElementClass } from '../../ifc/design.ts';
import type { Shape, Vec2, Vec3 } from '../../ifc/shape.ts';

/** A device before it becomes a record: what and where it is. */
export interface PlannedDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly facility: string;
  readonly installPosition: string;
  readonly zone?: string;
  /** What feeds it or carries its messages; null where nothing of the estate does. */
  readonly parent?: string | null;
  readonly links: readonly string[];
}

interface DeviceIndoors extends PlannedDevice {
  readonly building: string;
  readonly storey: string;
  /** Key of its space in the storey, and that space's name; null on a roof. */
  readonly spaceKey: string | null;
  readonly space: string | null;
  /** In the storey frame, metres. */
  readonly at: Vec3;
}

/** A device fixed in a building: it also stands in the building's IFC file, as an element of this class and shape. */
export interface MountedDevice extends DeviceIndoors {
  readonly turnDeg: number;
  readonly ifc: ElementClass;
  readonly predefinedType: string;
  readonly objectType?: string;
  readonly shape: Shape;
}

/** A device that the building is drawn with anyway, such as a lift: the key of its element in the storey. */
export interface BuiltInDevice extends DeviceIndoors {
  readonly element: string;
}

export type IndoorDevice = MountedDevice | BuiltInDevice;

/** A device in the open: plan point in the site frame and height above the ground, metres. */
export interface OutdoorDevice extends PlannedDevice {
  readonly at: Vec2;
  readonly heightM: number;
}

/** Two digits. */
export const two = (value: number): string => String(value).padStart(2, '0');

/** Middle of a ring's box: where a lone detector hangs. */
export function middle(ring: readonly Vec2[]): Vec2 {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
