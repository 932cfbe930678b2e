import { PLACE, RELATION } from './attribute-places.ts';
import type { IfcModel } from './model.ts';
import { eachRelation } from './relations.ts';
import type { Container, SpatialTree } from './spatial-tree.ts';
import type { StepValue } from './step-file.ts';
import { enumOf, textOf } from './values.ts';
import { ifc } from './web-ifc.ts';

/** One product of the file as the tables name it. */
export interface Product {
  readonly id: number;
  readonly globalId: string;
  readonly name: string;
  readonly tag: string | null;
  readonly ifcClass: string;
  /** Its own, or else its type's; what stands for USERDEFINED where the file names it. */
  readonly predefinedType: string | null;
  /** Name of its IfcTypeObject. */
  readonly type: string | null;
  readonly container: Container;
  /** As they stand in the file: see PLACE. */
  readonly attributes: readonly StepValue[];
}

/** IFCELEMENT without what cuts or only bounds others. */
const NOT_PRODUCTS = [ifc.IFCFEATUREELEMENT, ifc.IFCVIRTUALELEMENT] as const;

/**
 * What may be a device of the registry: what senses and controls, what ends a flow of air, water, power or data, what
 * controls or converts one, and lifts. IFC2X3 names only these groups, IFC4 their members.
 */
const DEVICE_TYPES = [
  ifc.IFCDISTRIBUTIONCONTROLELEMENT,
  ifc.IFCFLOWTERMINAL,
  ifc.IFCFLOWCONTROLLER,
  ifc.IFCENERGYCONVERSIONDEVICE,
  ifc.IFCTRANSPORTELEMENT,
] as const;
const NOT_DEVICES = [ifc.IFCSANITARYTERMINAL, ifc.IFCWASTETERMINAL, ifc.IFCSTACKTERMINAL] as const;

/** Ways from storey to storey: stairs and ramps with their flights, lifts and escalators. */
const STAIR_TYPES = [
  ifc.IFCSTAIR,
  ifc.IFCSTAIRFLIGHT,
  ifc.IFCRAMP,
  ifc.IFCRAMPFLIGHT,
  ifc.IFCTRANSPORTELEMENT,
] as const;

function idsOf(model: IfcModel, types: readonly number[]): Set<number> {
  return new Set(types.flatMap((type) => model.ids(type)));
}

/** What a product's IfcTypeObject says of it. */
interface ProductType {
  readonly name: string | null;
  readonly predefinedType: string | null;
}

/** Type objects of all products that have one (IfcRelDefinesByType), by the product's express id. */
function readTypes(model: IfcModel): Map<number, ProductType> {
  const types = new Map<number, ProductType>();
  eachRelation(model.step, RELATION.definesByType, (type, products) => {
    const values = model.step.attributes(type);
    const predefinedType = enumOf(values?.[PLACE.typePredefinedType]);
    const said = { name: textOf(values?.[PLACE.name]), predefinedType };
    for (const product of products) types.set(product, said);
  });
  return types;
}

/** An enumeration that says something of its own. */
function kindOf(predefined: string | null, objectType: string | null): string | null {
  if (predefined === 'USERDEFINED') return objectType ?? predefined;
  return predefined === 'NOTDEFINED' ? null : predefined;
}

/** The file's products by kind; all ascending by express id. */
export interface Products {
  /** IfcElement instances that are things: see NOT_PRODUCTS. */
  readonly elements: ReadonlyMap<number, Product>;
  readonly spaces: readonly Product[];
  readonly doors: readonly Product[];
  /** Ways from storey to storey: see STAIR_TYPES. */
  readonly stairs: readonly Product[];
  readonly devices: readonly Product[];
  /** Anything else that has a shape: a site's terrain, an IfcProxy. */
  other(id: number): Product;
  /** Whether a product is a volume or a boundary to be picked and not to be seen, as spaces are: zones, virtual elements. */
  isUnseen(id: number): boolean;
}

/** Reads the products once. */
export function readProducts(model: IfcModel, tree: SpatialTree): Products {
  const types = readTypes(model);
  const read = (id: number): Product => {
    const attributes = model.step.attributes(id) ?? [];
    const predefined = enumOf(attributes[PLACE.predefinedType]);
    const type = types.get(id);
    return {
      id,
      globalId: textOf(attributes[PLACE.globalId]) ?? `#${id}`,
      name: textOf(attributes[PLACE.name]) ?? '',
      tag: textOf(attributes[PLACE.tag]),
      ifcClass: model.className(id),
      predefinedType: kindOf(predefined, textOf(attributes[PLACE.objectType])) ?? type?.predefinedType ?? predefined,
      type: type?.name ?? null,
      container: tree.containerOf(id),
      attributes,
    };
  };
  const left = idsOf(model, NOT_PRODUCTS);
  const elements = new Map(
    model.ids(ifc.IFCELEMENT).flatMap((id): [number, Product][] => (left.has(id) ? [] : [[id, read(id)]])),
  );
  const pick = (wanted: readonly number[], but: readonly number[] = []) => {
    const excluded = idsOf(model, but);
    const ids = [...idsOf(model, wanted)].filter((id) => !excluded.has(id)).sort((a, b) => a - b);
    return ids.flatMap((id) => elements.get(id) ?? []);
  };
  const sites = idsOf(model, [ifc.IFCSITE]);
  // IFC2X3 has no IfcSpatialElement above its spatial structure.
  const unseen = idsOf(model, [ifc.IFCSPATIALELEMENT, ifc.IFCSPATIALSTRUCTUREELEMENT, ifc.IFCVIRTUALELEMENT]);
  return {
    elements,
    spaces: model.ids(ifc.IFCSPACE).map(read),
    doors: pick([ifc.IFCDOOR]),
    stairs: pick(STAIR_TYPES),
    devices: pick(DEVICE_TYPES, NOT_DEVICES),
    other: read,
    isUnseen: (id) => unseen.has(id) && !sites.has(id),
  };
}
