import {
  type Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  type Scene,
} from '@cesium/engine';

/** A line through earth-centred metres. */
export interface LineOnTop {
  readonly positions: Cartesian3[];
  readonly color: Color | string;
  readonly widthPx: number;
}

/** Adds lines that are seen through everything; null where there is none of two points or more. */
export function addLinesOnTop(scene: Scene, lines: readonly LineOnTop[]): Primitive | null {
  const geometryInstances = lines.flatMap(({ positions, color, widthPx }) => {
    if (positions.length < 2) return [];
    const shown = typeof color === 'string' ? Color.fromCssColorString(color) : color;
    const attribute = () => ColorGeometryInstanceAttribute.fromColor(shown);
    const { VERTEX_FORMAT: vertexFormat } = PolylineColorAppearance;
    return [
      new GeometryInstance({
        geometry: new PolylineGeometry({ positions, width: widthPx, vertexFormat }),
        attributes: { color: attribute(), depthFailColor: attribute() },
      }),
    ];
  });
  if (geometryInstances.length === 0) return null;
  const appearance = () => new PolylineColorAppearance({ translucent: false });
  return scene.primitives.add(
    new Primitive({
      geometryInstances,
      appearance: appearance(),
      depthFailAppearance: appearance(),
      asynchronous: false,
      allowPicking: false,
    }),
  );
}
