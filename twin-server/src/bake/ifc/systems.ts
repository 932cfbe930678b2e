import type { SystemModel } from 'twin-core';
import { RELATION } from './attribute-places.ts';
import type { IfcModel } from './model.ts';
import { eachRelation } from './relations.ts';
import { enumOf, textOf } from './values.ts';
import { ifc } from './web-ifc.ts';

/** An IfcSystem of the file; its elements are counted by the model that is made of it. */
export type IfcSystem = Omit<SystemModel, 'elements'>;

/** The systems of a file, and who belongs to them. */
export interface Systems {
  /** In the file's order. */
  readonly all: readonly IfcSystem[];
  /** GlobalIds of the systems of a product, in the file's order. */
  of(product: number): readonly string[];
}

const NONE: readonly string[] = [];

/** Reads IfcSystem and its kinds with their members (IfcRelAssignsToGroup). Zones and structural models are no systems here. */
export function readSystems(model: IfcModel): Systems {
  const other = new Set([ifc.IFCZONE, ifc.IFCSTRUCTURALANALYSISMODEL].flatMap((type) => model.ids(type)));
  const lines = model.lines(model.ids(ifc.IFCSYSTEM).filter((id) => !other.has(id)));
  const systems = new Map(
    lines.map((line): [number, IfcSystem] => {
      const predefined = enumOf(line.PredefinedType);
      return [
        line.expressID,
        {
          globalId: textOf(line.GlobalId) ?? `#${line.expressID}`,
          name: textOf(line.Name) ?? textOf(line.LongName) ?? '',
          ifcClass: model.className(line.expressID),
          predefinedType: predefined === 'USERDEFINED' ? (textOf(line.ObjectType) ?? predefined) : predefined,
        },
      ];
    }),
  );
  const byProduct = new Map<number, string[]>();
  for (const relation of [RELATION.assignsToGroup, RELATION.assignsToGroupByFactor]) {
    eachRelation(model.step, relation, (group, products) => {
      const system = systems.get(group)?.globalId;
      if (system === undefined) return;
      for (const product of products) {
        const list = byProduct.get(product);
        if (!list) byProduct.set(product, [system]);
        else if (!list.includes(system)) list.push(system);
      }
    });
  }
  return { all: [...systems.values()], of: (product) => byProduct.get(product) ?? NONE };
}
