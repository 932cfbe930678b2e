import { type Handle, IFC4 } from 'web-ifc';
import type { Element, Opening } from './design.ts';
import { enumeration, type IfcDocument, label } from './ifc-document.ts';
import type { PropertyWriter } from './property-sets.ts';
import { prism } from './shape.ts';
import { writeProduct } from './write-elements.ts';
import type { ShapeWriter } from './write-shape.ts';

type Placement = Handle<IFC4.IfcObjectPlacement>;

/** Writes elements with their openings, fillings, parts and types. */
export class ElementWriter {
  readonly #typed = new Map<string, { element: Element; occurrences: Handle<IFC4.IfcObject>[] }>();
  readonly #filled: Handle<IFC4.IfcProduct>[] = [];

  constructor(
    readonly doc: IfcDocument,
    readonly shapes: ShapeWriter,
    readonly properties: PropertyWriter,
  ) {}

  /** Writes an element in a frame; path is that of its storey or whole. */
  write(path: string, element: Element, relativeTo: Placement): Handle<IFC4.IfcElement> {
    const { doc } = this;
    const elementPath = `${path}/${element.key}`;
    const placement = doc.placement(relativeTo, element.at, element.turnDeg);
    const handle = writeProduct(doc, elementPath, element, placement, this.#shape(element));
    this.properties.element(handle, element);
    if (element.type) {
      const key = `${element.ifc}/${element.type.name}/${JSON.stringify(element.shape)}`;
      const entry = this.#typed.get(key) ?? { element, occurrences: [] };
      entry.occurrences.push(handle);
      this.#typed.set(key, entry);
    }
    if (element.parts) {
      const parts = element.parts.map((part) => this.write(elementPath, part, relativeTo));
      doc.add(new IFC4.IfcRelAggregates(doc.identity(`${elementPath}/parts`), null, null, null, handle, parts));
    }
    element.openings?.forEach((opening, index) => {
      this.#opening(`${elementPath}/opening-${index}`, opening, handle, placement);
    });
    return handle;
  }

  /** The fillings written since the last call: they stand in the storey itself, beside the wall they fill. */
  takeFillings(): Handle<IFC4.IfcProduct>[] {
    return this.#filled.splice(0);
  }

  /** Writes a type for every kind of door and window, with all its occurrences. */
  writeTypes(): void {
    const { doc } = this;
    for (const [key, { element, occurrences }] of this.#typed) {
      if (!element.type) continue;
      const { name, operation } = element.type;
      const maps = [this.shapes.map(element.shape)];
      const start = [doc.identity(`type/${key}`), null, label(name), null, null, null, maps, null, null] as const;
      const type = doc.add<IFC4.IfcTypeObject>(
        element.ifc === 'IfcDoor'
          ? new IFC4.IfcDoorType(
              ...start,
              enumeration(element.predefinedType ?? 'DOOR'),
              enumeration(operation),
              null,
              null,
            )
          : new IFC4.IfcWindowType(
              ...start,
              enumeration(element.predefinedType ?? 'WINDOW'),
              enumeration(operation),
              null,
              null,
            ),
      );
      doc.add(new IFC4.IfcRelDefinesByType(doc.identity(`type-of/${key}`), null, null, null, occurrences, type));
    }
  }

  #shape(element: Element): Handle<IFC4.IfcProductRepresentation> | null {
    if (element.shape.length === 0) return null;
    return element.type ? this.shapes.mapped(this.shapes.map(element.shape)) : this.shapes.definition(element.shape);
  }

  #opening(
    path: string,
    { at, width, height, depth, fill }: Opening,
    wall: Handle<IFC4.IfcElement>,
    wallPlacement: Placement,
  ): void {
    const { doc } = this;
    const placement = doc.placement(wallPlacement, at);
    const ring = [
      [0, 0],
      [width, 0],
      [width, depth],
      [0, depth],
    ] as const;
    const opening = doc.add<IFC4.IfcOpeningElement>(
      new IFC4.IfcOpeningElement(
        doc.identity(path),
        null,
        null,
        null,
        null,
        placement,
        this.shapes.definition([prism('space', ring, 0, height)]),
        null,
        enumeration('OPENING'),
      ),
    );
    doc.add(new IFC4.IfcRelVoidsElement(doc.identity(`${path}/voids`), null, null, null, wall, opening));
    if (!fill) return;
    const filling = this.write(path, fill, placement);
    doc.add(new IFC4.IfcRelFillsElement(doc.identity(`${path}/fills`), null, null, null, opening, filling));
    this.#filled.push(filling);
  }
}
