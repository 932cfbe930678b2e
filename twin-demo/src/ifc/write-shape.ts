import { type Handle, IFC4 } from 'web-ifc';
import type { Palette } from './design.ts';
import { enumeration, type IfcDocument, label, length } from './ifc-document.ts';
import type { Profile, Shape, Solid, Vec2 } from './shape.ts';

type Context = Handle<IFC4.IfcRepresentationContext>;

/** Writes shapes into a document: one geometry for all equal shapes, one style for every finish of the palette. */
export class ShapeWriter {
  constructor(
    readonly doc: IfcDocument,
    readonly body: Context,
    readonly palette: Palette,
  ) {}

  /** The shape as its own geometry, shared by every element of the same shape. */
  definition(shape: Shape): Handle<IFC4.IfcProductDefinitionShape> {
    return this.doc.share(`S${JSON.stringify(shape)}`, () =>
      this.doc.add(new IFC4.IfcProductDefinitionShape(null, null, [this.#representation(shape)])),
    );
  }

  /** The shape as a map to be used by a type and its occurrences. */
  map(shape: Shape): Handle<IFC4.IfcRepresentationMap> {
    return this.doc.share(`M${JSON.stringify(shape)}`, () =>
      this.doc.add(new IFC4.IfcRepresentationMap(this.doc.axes([0, 0, 0]), this.#representation(shape))),
    );
  }

  /** An occurrence of a map, unmoved: the element's placement says where. */
  mapped(map: Handle<IFC4.IfcRepresentationMap>): Handle<IFC4.IfcProductDefinitionShape> {
    return this.doc.share(`O${map.value}`, () => {
      const unmoved = this.doc.share('unmoved', () =>
        this.doc.add(new IFC4.IfcCartesianTransformationOperator3D(null, null, this.doc.point([0, 0, 0]), null, null)),
      );
      const item = this.doc.add<IFC4.IfcMappedItem>(new IFC4.IfcMappedItem(map, unmoved));
      const representation = this.doc.add<IFC4.IfcRepresentation>(
        new IFC4.IfcShapeRepresentation(this.body, label('Body'), label('MappedRepresentation'), [item]),
      );
      return this.doc.add(new IFC4.IfcProductDefinitionShape(null, null, [representation]));
    });
  }

  #representation(shape: Shape): Handle<IFC4.IfcRepresentation> {
    const items = shape.map((solid) => this.#solid(solid));
    return this.doc.add(new IFC4.IfcShapeRepresentation(this.body, label('Body'), label('SweptSolid'), items));
  }

  #solid({ profile, at, axis, depth, finish }: Solid): Handle<IFC4.IfcRepresentationItem> {
    const { doc } = this;
    const [x, y, z] = at;
    // Pushing along −Y from the far side keeps the profile's second coordinate upwards.
    const position = {
      z: () => doc.axes(at),
      y: () => this.#frame([x, y + depth, z], [0, -1, 0], [1, 0, 0]),
      x: () => this.#frame(at, [1, 0, 0], [0, 1, 0]),
    }[axis]();
    const item = doc.add<IFC4.IfcRepresentationItem>(
      new IFC4.IfcExtrudedAreaSolid(
        this.#profile(profile),
        position,
        doc.direction([0, 0, 1]),
        new IFC4.IfcPositiveLengthMeasure(length(depth).value),
      ),
    );
    doc.add(new IFC4.IfcStyledItem(item, [this.#style(finish)], null));
    return item;
  }

  #frame(
    at: readonly [number, number, number],
    axis: readonly [number, number, number],
    ref: readonly [number, number, number],
  ) {
    const point = this.doc.point(at);
    return this.doc.share(`f${point.value}/${axis}/${ref}`, () =>
      this.doc.add<IFC4.IfcAxis2Placement3D>(
        new IFC4.IfcAxis2Placement3D(point, this.doc.direction(axis), this.doc.direction(ref)),
      ),
    );
  }

  #profile(profile: Profile): Handle<IFC4.IfcProfileDef> {
    const { doc } = this;
    const area = enumeration('AREA');
    // Optional in the schema, yet some readers want it.
    const centered = () =>
      doc.share('centered', () =>
        doc.add<IFC4.IfcAxis2Placement2D>(new IFC4.IfcAxis2Placement2D(doc.point([0, 0]), null)),
      );
    const size = (metres: number) => new IFC4.IfcPositiveLengthMeasure(length(metres).value);
    return doc.share(`P${JSON.stringify(profile)}`, () => {
      switch (profile.type) {
        case 'rectangle':
          return doc.add(new IFC4.IfcRectangleProfileDef(area, null, centered(), size(profile.x), size(profile.y)));
        case 'hollow':
          return doc.add(
            new IFC4.IfcRectangleHollowProfileDef(
              area,
              null,
              centered(),
              size(profile.x),
              size(profile.y),
              size(profile.wall),
              null,
              null,
            ),
          );
        case 'circle':
          return doc.add(new IFC4.IfcCircleProfileDef(area, null, centered(), size(profile.radius)));
        case 'ring': {
          const outer = this.#curve(profile.ring);
          const holes = (profile.holes ?? []).map((hole) => this.#curve(hole));
          return holes.length === 0
            ? doc.add(new IFC4.IfcArbitraryClosedProfileDef(area, null, outer))
            : doc.add(new IFC4.IfcArbitraryProfileDefWithVoids(area, null, outer, holes));
        }
      }
    });
  }

  #curve(ring: readonly Vec2[]): Handle<IFC4.IfcCurve> {
    const points = ring.map((point) => this.doc.point(point));
    const [first] = points;
    if (!first) throw new Error('a ring needs points');
    return this.doc.add(new IFC4.IfcPolyline([...points, first]));
  }

  #style(finish: string): Handle<IFC4.IfcSurfaceStyle> {
    return this.doc.share(`finish ${finish}`, () => {
      const color = this.palette[finish];
      if (!color) throw new Error(`the palette has no finish ${finish}`);
      const [red, green, blue] = color.rgb.map((part) => new IFC4.IfcNormalisedRatioMeasure(part));
      if (!red || !green || !blue) throw new Error(`finish ${finish} needs red, green and blue`);
      const rgb = this.doc.add<IFC4.IfcColourRgb>(new IFC4.IfcColourRgb(null, red, green, blue));
      const shading = this.doc.add<IFC4.IfcSurfaceStyleRendering>(
        new IFC4.IfcSurfaceStyleRendering(
          rgb,
          new IFC4.IfcNormalisedRatioMeasure(color.transparency ?? 0),
          null,
          null,
          null,
          null,
          null,
          null,
          enumeration('NOTDEFINED'),
        ),
      );
      return this.doc.add(new IFC4.IfcSurfaceStyle(label(finish), enumeration('BOTH'), [shading]));
    });
  }
}
