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
  type Scene,
  Transforms,
} from '@cesium/engine';
import type { Placement } from 'twin-core';
import type { GroundPlan } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import { crownMesh } from './crown-mesh.ts';
import { northFrame, toGround } from './ground-frame.ts';
import { toCartesian } from './site-camera.ts';

/** The estate's trees: low-poly crowns in one draw call, dark green, never picked. Null where the plan has none. */
export function addTrees(scene: Scene, plan: GroundPlan, frame: Placement, palette: Palette): Primitive | null {
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
