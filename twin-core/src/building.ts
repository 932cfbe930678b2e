import { z } from 'zod';
import { Placement } from './place.ts';

/** A point or vector [x, y, z] in metres in the building frame: x right, y forward, z up, origin at the placement. */
const Vector3 = z.tuple([z.number(), z.number(), z.number()]);
/** An axis-aligned box in the building frame, metres. */
const Box = z.object({ min: Vector3, max: Vector3 });

/** Where a placement was read from; `coordinates`: the model's own coordinates, recognized as those of a national grid. */
export const GeoreferenceSource = z.enum([
  'IfcMapConversion',
  'ePSet_MapConversion',
  'IfcRigidOperation',
  'coordinates',
  'IfcSite',
  'override',
  'none',
]);
export type GeoreferenceSource = z.infer<typeof GeoreferenceSource>;

/** What the georeference doctor looks at; each has a text in the interface's languages. */
export const GEOREFERENCE_CODES = [
  'units.length',
  'units.missing',
  'units.feet',
  'map.read',
  'map.unit',
  'map.scale',
  'map.direction',
  'map.swapped',
  'map.twice',
  'map.outside',
  'map.crs',
  'site.read',
  'site.precision',
  'site.decimal',
  'site.minutes',
  'site.signs',
  'site.swapped',
  'site.outside',
  'site.far',
  'site.default',
  'north.disagrees',
  'coordinates.large',
  'coordinates.grid',
  'coordinates.confirmed',
  'height.datum',
  'height.assumed',
  'height.geoid',
  'height.implausible',
  'places.agree',
  'places.disagree',
  'none',
] as const;
export type GeoreferenceCode = (typeof GEOREFERENCE_CODES)[number];

/** One thing the georeference doctor looked at. `code` and `values` let a page say it in its language; `text` says it in English. */
export const GeoreferenceFinding = z.object({
  code: z.string(),
  /** ok: as it should be; note: good to know; doubt: a person should look; refused: not believed. */
  verdict: z.enum(['ok', 'note', 'doubt', 'refused']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type GeoreferenceFinding = z.infer<typeof GeoreferenceFinding>;

/** How the numbers behind a candidate were read. */
export const GeoreferenceReading = z.enum([
  /** As they are stated. */
  'stated',
  /** Easting and northing, or latitude and longitude, the other way round. */
  'exchanged',
  /** As those of a grid that the file does not name. */
  'grid',
  /** Taken for the origin of the model, whose own coordinates are left out. */
  'anchored',
  /** Degrees, minutes and seconds put together otherwise. */
  'otherwise',
]);
export type GeoreferenceReading = z.infer<typeof GeoreferenceReading>;

/** A place the file offers, believed or not. */
export const GeoreferenceCandidate = z.object({
  source: GeoreferenceSource,
  reading: GeoreferenceReading,
  crs: z.string().optional(),
  believed: z.boolean(),
  placement: Placement,
  /** Distance on the ground from the placement believed, metres; null where nothing is believed. */
  residualM: z.number().nullable(),
  reason: z.string(),
});
export type GeoreferenceCandidate = z.infer<typeof GeoreferenceCandidate>;

/** What was believed of a file's own georeference, and why. */
export const Georeference = z.object({
  source: GeoreferenceSource,
  believed: z.boolean(),
  reason: z.string(),
  crs: z.string().optional(),
  placement: Placement,
  findings: z.array(GeoreferenceFinding),
  candidates: z.array(GeoreferenceCandidate),
});
export type Georeference = z.infer<typeof Georeference>;

/** What a tile of a storey holds: the outside of the building, what is inside, pipes, ducts, cables and what hangs on them. */
export const BuildingPart = z.enum(['shell', 'interior', 'mep']);
export type BuildingPart = z.infer<typeof BuildingPart>;

/** IfcBuildingStorey. elevation is in metres in the building frame; index counts from the lowest storey at 0. */
export const StoreyModel = z.object({
  globalId: z.string(),
  name: z.string(),
  elevation: z.number(),
  index: z.number().int(),
  box: Box.nullable(),
  /** Made of the products' heights, because the file has no IfcBuildingStorey. */
  inferred: z.boolean(),
  /** Tile contents of this storey by part, relative to the tileset: GLB in the building frame, Y-up as glTF asks. */
  content: z.object({ shell: z.array(z.string()), interior: z.array(z.string()), mep: z.array(z.string()) }),
  /** The spaces' volumes of this storey, in the same form; null where it has none. */
  spaceContent: z.string().nullable(),
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

/** IfcStair, IfcStairFlight, IfcRamp, IfcRampFlight, IfcTransportElement: ways from storey to storey. */
export const StairModel = z.object({
  globalId: z.string(),
  name: z.string(),
  ifcClass: z.string(),
  storey: z.string().nullable(),
  box: Box.nullable(),
});
export type StairModel = z.infer<typeof StairModel>;

/** IfcSystem and its kinds (IfcDistributionSystem, IfcBuildingSystem …). */
export const SystemModel = z.object({
  globalId: z.string(),
  name: z.string(),
  ifcClass: z.string(),
  predefinedType: z.string().nullable(),
  /** How many elements belong to it. */
  elements: z.number().int(),
});
export type SystemModel = z.infer<typeof SystemModel>;

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

/** One product with geometry: row of the tiles' property table. storey and space are GlobalIds. */
export const ElementModel = z.object({
  globalId: z.string(),
  name: z.string(),
  tag: z.string().nullable(),
  ifcClass: z.string(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  part: BuildingPart,
  /** Name of its IfcTypeObject. */
  type: z.string().nullable(),
  /** GlobalIds of the systems it belongs to. */
  systems: z.array(z.string()),
  box: Box.nullable(),
});
export type ElementModel = z.infer<typeof ElementModel>;

const PropertyValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Property set name → property name → value; quantity sets too, and those of the type. */
export const PropertySets = z.record(z.string(), z.record(z.string(), PropertyValue));
export type PropertySets = z.infer<typeof PropertySets>;

/** outline.json: what a browser needs of a building before it asks for more. */
export const BuildingOutline = z.object({
  version: z.literal(2),
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
  stairs: z.array(StairModel),
  systems: z.array(SystemModel),
  devices: z.array(DeviceModel),
  /** IFC class → how many elements of it have a mesh. */
  classes: z.record(z.string(), z.number().int()),
  warnings: z.array(z.string()),
});
export type BuildingOutline = z.infer<typeof BuildingOutline>;

/** building.json: everything bake knows of one IFC file besides the meshes. */
export const BuildingModel = BuildingOutline.extend({
  elements: z.array(ElementModel),
  /** GlobalId → its property sets; spatial elements too. */
  properties: z.record(z.string(), PropertySets),
});
export type BuildingModel = z.infer<typeof BuildingModel>;
