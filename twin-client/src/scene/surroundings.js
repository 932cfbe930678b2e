import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  Primitive,
} from '@cesium/engine';
/** The neighbours: buildings outside the estate as faint blocks, so that it stands in a city and not on a table. */
export function addSurroundings(scene, plan, groundM, palette) {
  const color = ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(palette.ground.neighbor));
  const instances = plan.features.flatMap(({ geometry, properties: { layer, heightM } }) => {
    if (layer !== 'outside' || !heightM || geometry.type !== 'Polygon') return [];
    const ring = geometry.coordinates[0] ?? [];
    const positions = ring.slice(0, -1).map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude));
    return [
      new GeometryInstance({
        geometry: new PolygonGeometry({
          polygonHierarchy: new PolygonHierarchy(positions),
          height: groundM,
          extrudedHeight: groundM + heightM,
          vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
        }),
        attributes: { color },
      }),
    ];
  });
  if (instances.length === 0) return;
  scene.primitives.add(
    new Primitive({
      geometryInstances: instances,
      appearance: new PerInstanceColorAppearance({ translucent: false, closed: true }),
      asynchronous: false,
      allowPicking: false,
    }),
  );
}
