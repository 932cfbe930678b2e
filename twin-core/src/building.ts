import { z } from 'zod';
import { Placement } from './place.ts';

/** A point or vector [x, y, z] in metres in the building frame: x right, y forward, z up, origin at the placement. */
const Vector3 = z.tuple([z.number(), z.number(), z.number()]);
/** An axis-aligned box in the building frame, metres. */
const Box = z.object({ min: Vector3, max: Vector3 });

/** What was believed of a file's own georeference, and why. */
export const Georeference = z.object({
  source: z.enum(['IfcMapConversion', 'ePSet_MapConversion', 'IfcSite', 'override', 'none']),
  believed: z.boolean(),
  reason: z.string(),
  crs: z.string().optional(),
  placement: Placement,
});
export type Georeference = z.infer<typeof Georeference>;

/** IfcBuildingStorey. elevation is in metres in the building frame; index counts from the lowest storey at 0. */
export const StoreyModel = z.object({
  globalId: z.string(),
  name: z.string(),
  elevation: z.number(),
  index: z.number().int(),
  box: Box.nullable(),
  /** Tile contents of this storey, relative to the tileset: GLB in the building frame, Y-up as glTF asks. */
  content: z.array(z.string()),
  products: z.number().int(),
});
export type StoreyModel = z.infer<typeof StoreyModel>;

/** IfcSpace: a home, corridor, stair well, plant room. footprint is a ring of [x, y] metres in the building frame. */
export const SpaceModel = z.object({
  globalId: z.string(),
  name: z.string(),
  longName: z.string().nullable(),
  objectType: z.string().nullable(),
  storey: z.string().nullable(),
  footprint: z.array(z.tuple([z.number(), z.number()])),
  box: Box.nullable(),
});
export type SpaceModel = z.infer<typeof SpaceModel>;

export const DoorModel = z.object({
  globalId: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  box: Box.nullable(),
  widthM: z.number().nullable(),
  heightM: z.number().nullable(),
});

/** A product that may be a device of the registry (IfcSensor, IfcAlarm, IfcElectricAppliance …). tag = IfcElement.Tag, the device code if given. */
export const DeviceModel = z.object({
  globalId: z.string(),
  name: z.string(),
  tag: z.string().nullable(),
  ifcClass: z.string(),
  predefinedType: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  position: Vector3,
});
export type DeviceModel = z.infer<typeof DeviceModel>;

/** One product with geometry: row of the tiles' property table. */
export const ElementModel = z.object({
  globalId: z.string(),
  name: z.string(),
  tag: z.string().nullable(),
  ifcClass: z.string(),
  storey: z.string().nullable(),
});

/** building.json: everything bake knows of one IFC file besides the meshes. */
export const BuildingModel = z.object({
  version: z.literal(1),
  source: z.object({
    file: z.string(),
    schema: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    application: z.string().nullable(),
  }),
  georeference: Georeference,
  projectName: z.string().nullable(),
  building: z.object({ globalId: z.string(), name: z.string() }).nullable(),
  box: Box.nullable(),
  storeys: z.array(StoreyModel),
  spaces: z.array(SpaceModel),
  doors: z.array(DoorModel),
  devices: z.array(DeviceModel),
  elements: z.array(ElementModel),
  /** GlobalId → property set name → property name → value, also quantity sets; spatial elements too. */
  properties: z.record(
    z.string(),
    z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  ),
  warnings: z.array(z.string()),
});
export type BuildingModel = z.infer<typeof BuildingModel>;
