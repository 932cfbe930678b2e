import * as ifc from 'web-ifc';
import type { IfcModel } from './model.ts';
import type { Container, SpatialTree } from './spatial-tree.ts';
import { enumOf, type Line, refOf, refsOf, textOf } from './values.ts';

/** One product of the file as the tables name it. */
export interface Product {
  readonly id: number;
  readonly globalId: string;
  readonly name: string;
  readonly tag: string | null;
  readonly ifcClass: string;
  readonly predefinedType: string | null;
  readonly container: Container;
  readonly line: Line;
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

function productOf(model: IfcModel, tree: SpatialTree, line: Line): Product {
  const predefined = enumOf(line.PredefinedType);
  return {
    id: line.expressID,
    globalId: textOf(line.GlobalId) ?? `#${line.expressID}`,
    name: textOf(line.Name) ?? '',
    tag: textOf(line.Tag),
    ifcClass: model.className(line.expressID),
    predefinedType: predefined === 'USERDEFINED' ? (textOf(line.ObjectType) ?? predefined) : predefined,
    container: tree.containerOf(line.expressID),
    line,
  };
}

/** Names of the type objects of all products that have one (IfcRelDefinesByType), by the product's express id. */
function readTypeNames(model: IfcModel): Map<number, string> {
  const relations = model.all(ifc.IFCRELDEFINESBYTYPE);
  const ids = new Set(relations.map(({ RelatingType }) => refOf(RelatingType)).filter((id) => id !== null));
  const names = new Map(model.lines([...ids]).map(({ expressID, Name }) => [expressID, textOf(Name)]));
  return new Map(
    relations.flatMap(({ RelatingType, RelatedObjects }) => {
      const name = names.get(refOf(RelatingType) ?? -1);
      return name ? refsOf(RelatedObjects).map((product) => [product, name] as const) : [];
    }),
  );
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
  /** Anything else that has a shape (a site's terrain); null for what is not to be drawn. */
  other(id: number): Product | null;
  /** Name of a product's IfcTypeObject; null where it has none. */
  typeOf(id: number): string | null;
}

/** Reads the products once, in one crossing. */
export function readProducts(model: IfcModel, tree: SpatialTree): Products {
  const left = idsOf(model, NOT_PRODUCTS);
  const lines = model.lines(model.ids(ifc.IFCELEMENT).filter((id) => !left.has(id)));
  const elements = new Map(lines.map((line) => [line.expressID, productOf(model, tree, line)]));
  const pick = (types: readonly number[], but: readonly number[] = []) => {
    const excluded = idsOf(model, but);
    const ids = [...idsOf(model, types)].filter((id) => !excluded.has(id)).sort((a, b) => a - b);
    return ids.flatMap((id) => elements.get(id) ?? []);
  };
  const typeNames = readTypeNames(model);
  const sites = idsOf(model, [ifc.IFCSITE]);
  return {
    elements,
    spaces: model.all(ifc.IFCSPACE).map((line) => productOf(model, tree, line)),
    doors: pick([ifc.IFCDOOR]),
    stairs: pick(STAIR_TYPES),
    devices: pick(DEVICE_TYPES, NOT_DEVICES),
    typeOf: (id) => typeNames.get(id) ?? null,
    other(id) {
      const line = sites.has(id) ? model.line(id) : null;
      return line && productOf(model, tree, line);
    },
  };
}
