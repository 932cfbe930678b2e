import {
  BoundingSphere,
  Color,
  ColorGeometryInstanceAttribute,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryAttributes,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  PrimitiveType,
  Transforms,
} from '@cesium/engine';
import { northFrame, toGround } from './ground-frame.ts';
import { toCartesian } from './site-camera.ts';

const SIDES = 6;
/** A crown as rings of [height, radius], both as shares of its own: a drop, pointed at the top. */
const PROFILE = [
  [0.22, 0.35],
  [0.45, 1],
  [0.72, 0.72],
  [1, 0],
];
/** Crowns as one mesh in the north frame, metres: positions and normals [vertices × 3], triangles [count × 3]. */
export function crownMesh(trees) {
  const ringVertices = SIDES * PROFILE.length;
  const positions = new Float64Array(trees.length * ringVertices * 3);
  const normals = new Float32Array(trees.length * ringVertices * 3);
  const indices = new Uint32Array(trees.length * SIDES * (PROFILE.length - 1) * 6);
  let index = 0;
  trees.forEach(({ x, y, heightM, crownM }, tree) => {
    const first = tree * ringVertices;
    PROFILE.forEach(([rise, spread], ring) => {
      for (let side = 0; side < SIDES; side++) {
        const angle = ((side + tree) / SIDES) * Math.PI * 2;
        const [east, north] = [Math.cos(angle), Math.sin(angle)];
        const at = (first + ring * SIDES + side) * 3;
        positions.set([x + (east * spread * crownM) / 2, y + (north * spread * crownM) / 2, rise * heightM], at);
        const up = rise * 1.6 - 0.6;
        const length = Math.hypot(1, up);
        normals.set([east / length, north / length, up / length], at);
        if (ring === 0) continue;
        const next = (side + 1) % SIDES;
        const [a, b] = [first + (ring - 1) * SIDES + side, first + (ring - 1) * SIDES + next];
        indices.set([a, b, b + SIDES, a, b + SIDES, a + SIDES], index);
        index += 6;
      }
    });
  });
  return { positions, normals, indices };
}
/** The estate's trees: low-poly crowns in one draw call, dark green, never picked. Null where the plan has none. */
export function addTrees(scene, plan, frame, palette) {
  const north = northFrame(frame);
  const trees = plan.features.flatMap(({ geometry, properties: { layer, heightM, crownM } }) => {
    if (layer !== 'tree' || geometry.type !== 'Point') return [];
    const [x, y] = toGround(north, geometry.coordinates);
    return [{ x, y, heightM: heightM ?? 5, crownM: crownM ?? 3.5 }];
  });
  if (trees.length === 0) return null;
  const mesh = crownMesh(trees);
  const attributes = new GeometryAttributes();
  attributes.position = new GeometryAttribute({
    componentDatatype: ComponentDatatype.DOUBLE,
    componentsPerAttribute: 3,
    values: mesh.positions,
  });
  attributes.normal = new GeometryAttribute({
    componentDatatype: ComponentDatatype.FLOAT,
    componentsPerAttribute: 3,
    values: mesh.normals,
  });
  const geometry = new Geometry({
    attributes,
    indices: mesh.indices,
    primitiveType: PrimitiveType.TRIANGLES,
    boundingSphere: BoundingSphere.fromVertices([...mesh.positions]),
  });
  return scene.primitives.add(
    new Primitive({
      geometryInstances: new GeometryInstance({
        geometry,
        modelMatrix: Transforms.eastNorthUpToFixedFrame(toCartesian(frame, [0, 0, 0])),
        attributes: { color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(palette.ground.tree)) },
      }),
      appearance: new PerInstanceColorAppearance({ translucent: false, closed: true }),
      asynchronous: false,
      allowPicking: false,
    }),
  );
}
