import { type Handle, IFC4 } from 'web-ifc';
import type { Element, Space } from './design.ts';
import { type IfcDocument, label } from './ifc-document.ts';

type Value = string | number | boolean;
type Sets = Readonly<Record<string, Readonly<Record<string, Value>>>>;
type Related = Handle<IFC4.IfcObjectDefinition>;

// buildingSMART's common property sets, by the classes that have them here.
const COMMON: Readonly<Partial<Record<Element['ifc'], string>>> = {
  IfcWall: 'Pset_WallCommon',
  IfcDoor: 'Pset_DoorCommon',
  IfcWindow: 'Pset_WindowCommon',
  IfcSlab: 'Pset_SlabCommon',
  IfcRailing: 'Pset_RailingCommon',
  IfcColumn: 'Pset_ColumnCommon',
  IfcRoof: 'Pset_RoofCommon',
  IfcStair: 'Pset_StairCommon',
};

function propertiesOf(element: Element): Sets {
  const common: Record<string, Value> = {};
  if (element.external !== undefined) common.IsExternal = element.external;
  if (element.loadBearing !== undefined) common.LoadBearing = element.loadBearing;
  if (element.fireRating !== undefined) common.FireRating = element.fireRating;
  if (element.type) common.Reference = element.type.name;
  const set = COMMON[element.ifc];
  return {
    ...(set && Object.keys(common).length > 0 ? { [set]: common } : {}),
    ...element.properties,
  };
}

/** Area of a ring in square metres. */
export function ringArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}

/** Gathers who has which properties, quantities, types and materials, and writes each set once for all who share it. */
export class PropertyWriter {
  readonly #sets = new Map<string, { name: string; values: Readonly<Record<string, Value>>; related: Related[] }>();
  readonly #quantities = new Map<string, { area: number; height: number; related: Related[] }>();
  readonly #materials = new Map<string, Related[]>();

  constructor(readonly doc: IfcDocument) {}

  element(handle: Handle<IFC4.IfcElement>, element: Element): void {
    this.#gather(handle, propertiesOf(element));
    if (element.material) {
      const related = this.#materials.get(element.material) ?? [];
      related.push(handle);
      this.#materials.set(element.material, related);
    }
  }

  space(handle: Handle<IFC4.IfcSpace>, space: Space): void {
    this.#gather(handle, {
      Pset_SpaceCommon: {
        Reference: space.objectType,
        IsExternal: false,
        PubliclyAccessible: space.publiclyAccessible ?? false,
      },
    });
    const area = Math.round(ringArea(space.ring) * 100) / 100;
    const key = `${area}/${space.height}`;
    const entry = this.#quantities.get(key) ?? { area, height: space.height, related: [] };
    entry.related.push(handle);
    this.#quantities.set(key, entry);
  }

  /** Properties of a spatial element. */
  spatial(handle: Related, sets: Sets): void {
    this.#gather(handle, sets);
  }

  /** Writes everything gathered. */
  write(): void {
    const { doc } = this;
    for (const [key, { name, values, related }] of this.#sets) {
      const properties = Object.entries(values).map(([property, value]) =>
        doc.share(`v${property}=${typeof value}${value}`, () =>
          doc.add<IFC4.IfcProperty>(
            new IFC4.IfcPropertySingleValue(new IFC4.IfcIdentifier(property), null, ifcValue(value), null),
          ),
        ),
      );
      const set = doc.add<IFC4.IfcPropertySetDefinition>(
        new IFC4.IfcPropertySet(doc.identity(`set/${key}`), null, label(name), null, properties),
      );
      doc.add(new IFC4.IfcRelDefinesByProperties(doc.identity(`set-of/${key}`), null, null, null, related, set));
    }
    for (const [key, { area, height, related }] of this.#quantities) {
      const quantities = [
        doc.add<IFC4.IfcPhysicalQuantity>(
          new IFC4.IfcQuantityArea(label('NetFloorArea'), null, null, new IFC4.IfcAreaMeasure(area), null),
        ),
        doc.add<IFC4.IfcPhysicalQuantity>(
          new IFC4.IfcQuantityLength(label('FinishCeilingHeight'), null, null, new IFC4.IfcLengthMeasure(height), null),
        ),
      ];
      const set = doc.add<IFC4.IfcPropertySetDefinition>(
        new IFC4.IfcElementQuantity(
          doc.identity(`quantity/${key}`),
          null,
          label('Qto_SpaceBaseQuantities'),
          null,
          null,
          quantities,
        ),
      );
      doc.add(new IFC4.IfcRelDefinesByProperties(doc.identity(`quantity-of/${key}`), null, null, null, related, set));
    }
    for (const [name, related] of this.#materials) {
      const material = doc.add<IFC4.IfcMaterial>(new IFC4.IfcMaterial(label(name), null, null));
      doc.add(new IFC4.IfcRelAssociatesMaterial(doc.identity(`material/${name}`), null, null, null, related, material));
    }
  }

  #gather(handle: Related, sets: Sets): void {
    for (const [name, values] of Object.entries(sets)) {
      const key = `${name}${JSON.stringify(values)}`;
      const entry = this.#sets.get(key) ?? { name, values, related: [] };
      entry.related.push(handle);
      this.#sets.set(key, entry);
    }
  }
}

function ifcValue(value: Value): IFC4.IfcValue {
  if (typeof value === 'boolean') return new IFC4.IfcBoolean(value);
  return typeof value === 'number' ? new IFC4.IfcReal(value) : new IFC4.IfcLabel(value);
}
