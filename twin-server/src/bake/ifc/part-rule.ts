import type { BuildingPart } from 'twin-core';
import * as ifc from 'web-ifc';
import type { IfcModel } from './model.ts';
import type { PropertySets } from './properties.ts';
import type { Shaped } from './storey-group.ts';

/** What serves the building: IFC2X3 keeps electrical elements beside the distribution family. */
const MEP = [ifc.IFCDISTRIBUTIONELEMENT, ifc.IFCELECTRICALELEMENT, ifc.IFCEQUIPMENTELEMENT] as const;
/** What is never part of a façade, whatever it touches. */
const INTERIOR = [ifc.IFCFURNISHINGELEMENT, ifc.IFCTRANSPORTELEMENT] as const;

/** What the parts are decided by. */
export interface PartFacts {
  readonly mep: ReadonlySet<number>;
  readonly interior: ReadonlySet<number>;
  readonly properties: ReadonlyMap<number, PropertySets>;
}

/** Reads which products are of the families that a class alone decides. */
export function readPartFacts(model: IfcModel, properties: ReadonlyMap<number, PropertySets>): PartFacts {
  const idsOf = (types: readonly number[]) => new Set(types.flatMap((type) => model.ids(type)));
  return { mep: idsOf(MEP), interior: idsOf(INTERIOR), properties };
}

function isExternal(sets: PropertySets | undefined): boolean | null {
  for (const [name, set] of Object.entries(sets ?? {})) {
    if (/^Pset_\w+Common$/.test(name) && typeof set.IsExternal === 'boolean') return set.IsExternal;
  }
  return null;
}

/** The part of a product: MEP by class, furniture and lifts inside, then IsExternal of its Pset_*Common; the rest is shell. */
export function partOf({ product }: Shaped, { mep, interior, properties }: PartFacts): BuildingPart {
  if (mep.has(product.id)) return 'mep';
  if (interior.has(product.id)) return 'interior';
  return isExternal(properties.get(product.id)) === false ? 'interior' : 'shell';
}
