import {
  DoubleSide,
  EdgesGeometry,
  ExtrudeGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  Shape,
  Vector2,
} from 'three';

/** A building as a block: its ring on the ground in the frame of the place, metres. */
export interface PlaceBlock {
  readonly ring: readonly (readonly [x: number, y: number])[];
  readonly baseM: number;
  readonly heightM: number;
}

const FACE = 0xc9d1db;
const EDGE = 0x8592a3;

/** Blocks in three's axes; `faint` where something else is looked at among them. */
export function blocksOf(blocks: readonly PlaceBlock[], faint: boolean): Group {
  const group = new Group();
  const face = new MeshLambertMaterial({
    color: FACE,
    side: DoubleSide,
    ...(faint ? { transparent: true, opacity: 0.08, depthWrite: false } : {}),
  });
  const edge = new LineBasicMaterial({ color: EDGE, ...(faint ? { transparent: true, opacity: 0.35 } : {}) });
  for (const { ring, baseM, heightM } of blocks) {
    if (ring.length < 3) continue;
    const shape = new Shape(ring.map(([x, y]) => new Vector2(x, y)));
    const geometry = new ExtrudeGeometry(shape, { depth: Math.max(0.1, heightM), bevelEnabled: false });
    // Extruded along z, which is up in the frame of the place and y in three's.
    geometry.rotateX(-Math.PI / 2).translate(0, baseM, 0);
    group.add(new Mesh(geometry, face), new LineSegments(new EdgesGeometry(geometry, 20), edge));
  }
  return group;
}
