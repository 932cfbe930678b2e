import { type Handle, IFC4, type IfcAPI } from 'web-ifc';
import type { BuildingDesign, Storey } from './design.ts';
import { ElementWriter } from './element-writer.ts';
import { compoundAngle, type MapPosition, writeMapConversion } from './georeference.ts';
import { enumeration, IfcDocument, label, length } from './ifc-document.ts';
import { PropertyWriter } from './property-sets.ts';
import { prism } from './shape.ts';
import { ShapeWriter } from './write-shape.ts';

type Placement = Handle<IFC4.IfcObjectPlacement>;

/** Name of the site a building stands in, and its place on the map. */
interface BuildingLocation {
  readonly site: string;
  readonly map: MapPosition;
}

/** Writes one building as an IFC4 file. `timestamp` (ISO 8601, no zone) goes into the header, so that equal designs give equal bytes. */
export function writeBuilding(
  api: IfcAPI,
  design: BuildingDesign,
  location: BuildingLocation,
  timestamp: string,
): Uint8Array {
  return new BuildingWriter(api, design, location).write(timestamp);
}

class BuildingWriter {
  readonly #doc: IfcDocument;
  readonly #properties: PropertyWriter;
  readonly #shapes: ShapeWriter;
  readonly #elements: ElementWriter;
  readonly #context: Handle<IFC4.IfcGeometricRepresentationContext>;
  readonly #metre: Handle<IFC4.IfcNamedUnit>;

  constructor(
    api: IfcAPI,
    readonly design: BuildingDesign,
    readonly location: BuildingLocation,
  ) {
    const doc = new IfcDocument(api, design.code, `${design.code}.ifc`);
    this.#doc = doc;
    this.#properties = new PropertyWriter(doc);
    this.#metre = doc.add(new IFC4.IfcSIUnit(enumeration('LENGTHUNIT'), null, enumeration('METRE')));
    this.#context = doc.add(
      new IFC4.IfcGeometricRepresentationContext(
        null,
        label('Model'),
        new IFC4.IfcDimensionCount(3),
        new IFC4.IfcReal(0.001),
        doc.axes([0, 0, 0]),
        null,
      ),
    );
    const body = doc.add<IFC4.IfcRepresentationContext>(
      new IFC4.IfcGeometricRepresentationSubContext(
        label('Body'),
        label('Model'),
        this.#context,
        null,
        enumeration('MODEL_VIEW'),
        null,
      ),
    );
    this.#shapes = new ShapeWriter(doc, body, design.palette);
    this.#elements = new ElementWriter(doc, this.#shapes, this.#properties);
  }

  write(timestamp: string): Uint8Array {
    const doc = this.#doc;
    const { design } = this;
    const project = this.#project();
    writeMapConversion(doc, this.#context, this.#metre, this.location.map);
    const sitePlacement = doc.placement(null, [0, 0, 0]);
    const site = doc.add<IFC4.IfcObjectDefinition>(
      new IFC4.IfcSite(
        doc.identity('site'),
        null,
        label(this.location.site),
        null,
        null,
        sitePlacement,
        null,
        null,
        enumeration('ELEMENT'),
        compoundAngle(this.location.map.latitude),
        compoundAngle(this.location.map.longitude),
        length(this.location.map.normalHeightM),
        null,
        null,
      ),
    );
    const buildingPlacement = doc.placement(sitePlacement, [0, 0, 0]);
    const building = doc.add<IFC4.IfcObjectDefinition>(
      new IFC4.IfcBuilding(
        doc.identity('building'),
        null,
        label(design.name),
        new IFC4.IfcText(design.description),
        null,
        buildingPlacement,
        null,
        label(design.code),
        enumeration('ELEMENT'),
        length(this.location.map.normalHeightM),
        length(0),
        doc.add(
          new IFC4.IfcPostalAddress(
            enumeration('SITE'),
            null,
            null,
            null,
            [label(design.address)],
            null,
            label('太原市'),
            label('山西省'),
            null,
            label('中国'),
          ),
        ),
      ),
    );
    this.#aggregate('project', project, [site]);
    this.#aggregate('site', site, [building]);
    this.#aggregate(
      'building',
      building,
      design.storeys.map((storey) => this.#storey(storey, buildingPlacement)),
    );
    this.#elements.writeTypes();
    this.#properties.spatial(building, {
      Pset_BuildingCommon: {
        NumberOfStoreys: design.storeys.filter(({ name }) => /^\d+F$/.test(name)).length,
        IsLandmarked: false,
      },
    });
    this.#properties.write();
    return doc.save(timestamp);
  }

  #project(): Handle<IFC4.IfcObjectDefinition> {
    const doc = this.#doc;
    const unit = (type: string, name: string) =>
      doc.add<IFC4.IfcNamedUnit>(new IFC4.IfcSIUnit(enumeration(type), null, enumeration(name)));
    const units = doc.add<IFC4.IfcUnitAssignment>(
      new IFC4.IfcUnitAssignment([
        this.#metre,
        unit('AREAUNIT', 'SQUARE_METRE'),
        unit('VOLUMEUNIT', 'CUBIC_METRE'),
        unit('PLANEANGLEUNIT', 'RADIAN'),
      ]),
    );
    return doc.add(
      new IFC4.IfcProject(
        doc.identity('project'),
        null,
        label(`${this.location.site} ${this.design.name}`),
        new IFC4.IfcText(this.design.description),
        null,
        null,
        null,
        [this.#context],
        units,
      ),
    );
  }

  #storey(storey: Storey, building: Placement): Handle<IFC4.IfcObjectDefinition> {
    const doc = this.#doc;
    const path = storey.name;
    const placement = doc.placement(building, [0, 0, storey.elevation]);
    const handle = doc.add<IFC4.IfcSpatialElement & IFC4.IfcObjectDefinition>(
      new IFC4.IfcBuildingStorey(
        doc.identity(path),
        null,
        label(storey.name),
        null,
        null,
        placement,
        null,
        null,
        enumeration('ELEMENT'),
        length(storey.elevation),
      ),
    );
    const spaces = new Map(storey.spaces.map((space) => [space.key, this.#space(path, space, placement)]));
    this.#aggregate(path, handle, [...spaces.values()]);

    const contained = new Map<string, Handle<IFC4.IfcProduct>[]>();
    for (const element of storey.elements) {
      const container = element.space ?? '';
      if (container !== '' && !spaces.has(container))
        throw new Error(`${this.design.code} ${path}: ${element.key} stands in an unknown space ${container}`);
      const products = contained.get(container) ?? [];
      products.push(this.#elements.write(path, element, placement));
      contained.set(container, products);
    }
    contained.set('', [...(contained.get('') ?? []), ...this.#elements.takeFillings()]);
    for (const [container, products] of contained) {
      if (products.length === 0) continue;
      const structure: Handle<IFC4.IfcSpatialElement> = spaces.get(container) ?? handle;
      doc.add(
        new IFC4.IfcRelContainedInSpatialStructure(
          doc.identity(`${path}/contains/${container}`),
          null,
          null,
          null,
          products,
          structure,
        ),
      );
    }
    return handle;
  }

  #space(path: string, space: Storey['spaces'][number], storey: Placement): Handle<IFC4.IfcSpace> {
    const doc = this.#doc;
    const shape = this.#shapes.definition([prism('space', space.ring, 0, space.height)]);
    const handle = doc.add<IFC4.IfcSpace>(
      new IFC4.IfcSpace(
        doc.identity(`${path}/space/${space.key}`),
        null,
        label(space.name),
        null,
        label(space.objectType),
        doc.placement(storey, [0, 0, 0]),
        shape,
        label(space.longName),
        enumeration('ELEMENT'),
        enumeration('INTERNAL'),
        null,
      ),
    );
    this.#properties.space(handle, space);
    return handle;
  }

  #aggregate(path: string, whole: Handle<IFC4.IfcObjectDefinition>, parts: Handle<IFC4.IfcObjectDefinition>[]): void {
    if (parts.length === 0) return;
    const doc = this.#doc;
    doc.add(new IFC4.IfcRelAggregates(doc.identity(`${path}/parts`), null, null, null, whole, parts));
  }
}
