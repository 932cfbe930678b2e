import { ELEMENT_STRIDE, encodeShell } from 'twin-core/geometry';
import type { ProductMesh } from './meshes.ts';
import type { Product } from './products.ts';
import { SpaceIndex } from './space-index.ts';
import type { Member, Shaped, StoreyGroup } from './storey-group.ts';

/** What one looks into a building through. */
const OPENINGS = new Set(['IfcWindow', 'IfcDoor', 'IfcCurtainWall', 'IfcPlate']);
/** What one sees through or past: bars and louvers hide no window; and what is no building. */
const SEEN_THROUGH = new Set(['IfcRailing', 'IfcSite', 'IfcGeographicElement', 'IfcCivilElement', 'IfcShadingDevice']);
/** Floors and roofs keep the inside dark, wherever they are drawn. */
const COVERS = new Set(['IfcSlab', 'IfcRoof']);
/** A window's frame, pane and sill stand for one box where it is no deeper than this; a front around a corner is kept as it is. */
const MOST_DEPTH_MM = 1200;
/** How far behind a window its room may begin: the wall, a closed balcony. */
const BEHIND_MM = [400, 1000, 2000] as const;

/** Horizontal frame of an opening: the angle of its length, and its extent along and across it and in height, mm. */
interface Box {
  readonly angle: number;
  readonly min: readonly [along: number, across: number, z: number];
  readonly max: readonly [along: number, across: number, z: number];
}

/** shell.bin of a building: what of it is seen from outside, and which space each window belongs to. Metres of the building frame. */
export function shellContent(
  groups: readonly StoreyGroup<Member>[],
  spaces: readonly Product[],
  shapedSpaces: readonly Shaped[],
): Uint8Array {
  const index = new SpaceIndex(spaces, shapedSpaces);
  const spaceNumbers = new Map<string, number>();
  const numberOf = (space: string | null) => {
    if (space === null) return -1;
    if (!spaceNumbers.has(space)) spaceNumbers.set(space, spaceNumbers.size);
    return spaceNumbers.get(space)!;
  };
  const drawn = groups.flatMap(({ storey, members }, number) =>
    members.flatMap((member) => {
      const isOpening = member.part === 'shell' && OPENINGS.has(member.product.ifcClass);
      if (!isOpening && !isOpaque(member)) return [];
      const box = isOpening ? boxOf(member.mesh) : null;
      const space = box && spaceBehind(index, member.product, box);
      const isBox = box !== null && box.max[1] - box.min[1] <= MOST_DEPTH_MM;
      return [{ ...member, isOpening, box: isBox ? box : null, storey: storey ? number : -1, space: numberOf(space) }];
    }),
  );
  const sizes = drawn.map(({ box, mesh }) => (box ? BOX_TRIANGLES : mesh.triangles));
  const triangles = new Float32Array(sizes.reduce((sum, size) => sum + size, 0) * 9);
  const elements = new Int32Array(drawn.length * ELEMENT_STRIDE);
  let first = 0;
  for (const [i, { isOpening, storey, space, box, mesh }] of drawn.entries()) {
    elements.set([first, isOpening ? 1 : 0, storey, space], i * ELEMENT_STRIDE);
    if (box) setBox(triangles, first * 9, box);
    else setMesh(triangles, first * 9, mesh);
    first += sizes[i]!;
  }
  return encodeShell({
    storeys: groups.flatMap(({ storey }) => (storey ? [{ globalId: storey.globalId, name: storey.name }] : [])),
    spaces: [...spaceNumbers.keys()],
    elements,
    triangles,
  });
}

function isOpaque({ part, product: { ifcClass } }: Member): boolean {
  return (part === 'shell' && !SEEN_THROUGH.has(ifcClass)) || COVERS.has(ifcClass);
}

function setMesh(triangles: Float32Array, from: number, { pieces }: ProductMesh): void {
  let at = from;
  for (const { facets } of pieces) {
    const { positions, indices } = facets;
    for (let i = 0; i < indices.length; i++) {
      const corner = indices[i]! * 3;
      for (let k = 0; k < 3; k++) triangles[at++] = positions[corner + k]! / 1000;
    }
  }
}

/** The upright box around a mesh, turned as most of its sides are. */
function boxOf(mesh: ProductMesh): Box {
  // Sides at right angles count as one direction: four times their angle is the same.
  let [cosines, sines] = [0, 0];
  for (const { facets } of mesh.pieces) {
    const { positions, indices, normals } = facets;
    for (let t = 0; t < indices.length; t += 3) {
      const at = indices[t]! * 3;
      const angle = Math.atan2(normals[at + 1]!, normals[at]!) * 4;
      const weight = areaOf(positions, indices, t) * Math.hypot(normals[at]!, normals[at + 1]!);
      cosines += weight * Math.cos(angle);
      sines += weight * Math.sin(angle);
    }
  }
  const box = extentOf(mesh, Math.atan2(sines, cosines) / 4);
  const [width, depth] = [box.max[0] - box.min[0], box.max[1] - box.min[1]];
  return width >= depth ? box : extentOf(mesh, box.angle + Math.PI / 2);
}

/** Twice the area of a triangle, mm². */
function areaOf(positions: Int32Array, indices: Uint32Array, t: number): number {
  const [a, b, c] = [indices[t]! * 3, indices[t + 1]! * 3, indices[t + 2]! * 3];
  const part = (from: number, k: number) => positions[from + k]! - positions[a + k]!;
  return Math.hypot(
    part(b, 1) * part(c, 2) - part(b, 2) * part(c, 1),
    part(b, 2) * part(c, 0) - part(b, 0) * part(c, 2),
    part(b, 0) * part(c, 1) - part(b, 1) * part(c, 0),
  );
}

function extentOf({ pieces }: ProductMesh, angle: number): Box {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { facets } of pieces) {
    for (let p = 0; p < facets.positions.length; p += 3) {
      const [x, y, z] = [facets.positions[p]!, facets.positions[p + 1]!, facets.positions[p + 2]!];
      const place = [x * cos + y * sin, y * cos - x * sin, z];
      for (let k = 0; k < 3; k++) {
        min[k] = Math.min(min[k]!, place[k]!);
        max[k] = Math.max(max[k]!, place[k]!);
      }
    }
  }
  return { angle, min, max };
}

const BOX_TRIANGLES = 12;
// Corners of a box by bits: 1 along, 2 across, 4 up; each side counter-clockwise seen from outside.
const SIDES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
] as const;

function setBox(triangles: Float32Array, from: number, { angle, min, max }: Box): void {
  let at = from;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const [a, b, c, d] of SIDES) {
    for (const bits of [a, b, c, a, c, d]) {
      const along = bits & 1 ? max[0] : min[0];
      const across = bits & 2 ? max[1] : min[1];
      triangles[at++] = (along * cos - across * sin) / 1000;
      triangles[at++] = (along * sin + across * cos) / 1000;
      triangles[at++] = (bits & 4 ? max[2] : min[2]) / 1000;
    }
  }
}

/** GlobalId of the space next to an opening, on either side; null where none is. */
function spaceBehind(index: SpaceIndex, product: Product, { angle, min, max }: Box): string | null {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = (min[0] + max[0]) / 2;
  const z = (min[2] + max[2]) / 2000;
  for (const behind of BEHIND_MM) {
    for (const across of [min[1] - behind, max[1] + behind]) {
      const space = index.spaceOf(product, [
        (along * cos - across * sin) / 1000,
        (along * sin + across * cos) / 1000,
        z,
      ]);
      if (space !== null) return space;
    }
  }
  return null;
}
