import {
  DoubleSide,
  EdgesGeometry,
  Group,
  InstancedMesh,
  LineBasicMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshLambertMaterial,
  type MeshStandardMaterial,
  type Object3D,
  type Plane,
  Vector3,
} from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { LocalPoint } from 'twin-core';
import { toThree } from '../frame.ts';

/** A file of a storey: GLB in the building's frame. */
export interface PlaceModel {
  readonly data: Uint8Array<ArrayBuffer>;
  /** Of the building, in the frame of the place, metres. */
  readonly origin: LocalPoint;
  /** Clockwise from the y axis of the place. */
  readonly headingDeg: number;
  /** Of the storey, in the frame of the place, metres. */
  readonly floorM: number;
}

/** Meshes with more triangles go without their edges. */
const MOST_EDGED = 60_000;
const EDGE = 0x566476;

/** A storey's file in three's axes, where its building stands. `cut`: what is above this plane is not drawn. Rejects for what is no GLB. */
export async function modelOf({ data, origin, headingDeg }: PlaceModel, cut: Plane): Promise<Object3D> {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const { scene } = await loader.parseAsync(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength), '');
  const meshes: Mesh[] = [];
  scene.traverse((object) => {
    if (object instanceof Mesh) meshes.push(object);
  });
  const edge = new LineBasicMaterial({ color: EDGE, clippingPlanes: [cut], transparent: true, opacity: 0.5 });
  for (const mesh of meshes) {
    mesh.material = plainMaterial(mesh, cut);
    const { geometry } = mesh;
    const triangles = (geometry.index ?? geometry.getAttribute('position')).count / 3;
    if (!(mesh instanceof InstancedMesh) && triangles <= MOST_EDGED)
      mesh.add(new LineSegments(new EdgesGeometry(geometry, 30), edge));
  }
  const placed = new Group().add(scene);
  toThree(origin, placed.position);
  placed.rotateOnAxis(new Vector3(0, 1, 0), (-headingDeg * Math.PI) / 180);
  return placed;
}

function plainMaterial({ geometry, material }: Mesh, cut: Plane): Material {
  const { color, transparent, opacity } = material as MeshStandardMaterial;
  const colored = geometry.hasAttribute('color');
  return new MeshLambertMaterial({
    ...(colored ? { vertexColors: true } : { color }),
    flatShading: !geometry.hasAttribute('normal'),
    transparent: transparent || opacity < 1,
    opacity: transparent ? Math.min(opacity, 0.35) : opacity,
    side: DoubleSide,
    clippingPlanes: [cut],
  });
}
