import { geoToLocal, type Placement } from '../../place.ts';
import { ELEMENT_STRIDE, type Shell } from './shell-file.ts';
import { TriangleTree } from './triangle-tree.ts';

/** What triangles belong to: an element of a building, or the ground and what is no building of the site. */
export interface SceneSurface {
  /** Code; null for the ground and for what is no building of the site. */
  readonly building: string | null;
  /** Name of the storey. */
  readonly storey: string | null;
  /** GlobalId of the IfcSpace that an opening leads to. */
  readonly space: string | null;
  /** A window, a glazed front or a door: one can look in. */
  readonly isOpening: boolean;
}

/** Triangles of one origin, in the site's frame: metres east, north and up. */
export interface ScenePart {
  /** [t × 9]: three corners, counter-clockwise seen from outside. */
  readonly triangles: Float32Array;
  /** [s + 1]: where the triangles of each surface begin, and how many there are in all. */
  readonly starts: Uint32Array;
  readonly surfaces: readonly SceneSurface[];
}

/** All that can be seen or stands in the way, with the tree that finds it. */
export interface SightScene extends ScenePart {
  readonly tree: TriangleTree;
  /** SceneSurface of each triangle. */
  readonly surfaceOf: Uint32Array;
}

/** SceneSurface of the ground and of what is no building of the site. */
export const GROUND: SceneSurface = { building: null, storey: null, space: null, isOpening: false };

/** Puts parts together and builds the tree over them. */
export function openScene(parts: readonly ScenePart[]): SightScene {
  const count = parts.reduce((sum, part) => sum + part.triangles.length, 0);
  const triangles = new Float32Array(count);
  const surfaces = parts.flatMap((part) => part.surfaces);
  const starts = new Uint32Array(surfaces.length + 1);
  const surfaceOf = new Uint32Array(count / 9);
  let [at, surface] = [0, 0];
  for (const part of parts) {
    triangles.set(part.triangles, at * 9);
    for (let s = 0; s < part.surfaces.length; s++) {
      starts[surface] = at + part.starts[s]!;
      surfaceOf.fill(surface, at + part.starts[s]!, at + part.starts[s + 1]!);
      surface += 1;
    }
    at += part.triangles.length / 9;
  }
  starts[surface] = at;
  return { triangles, starts, surfaces, surfaceOf, tree: new TriangleTree(triangles) };
}

/** A building's shell where it stands. Rotated and moved as one: within a building that is exact to a millimetre. */
export function placeShell(shell: Shell, building: string, placement: Placement, frame: Placement): ScenePart {
  const [east, north, up] = geoToLocal(frame, placement);
  const turn = ((placement.headingDeg - frame.headingDeg) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const triangles = new Float32Array(shell.triangles.length);
  for (let k = 0; k < triangles.length; k += 3) {
    const x = shell.triangles[k]!;
    const y = shell.triangles[k + 1]!;
    triangles[k] = east + x * cos + y * sin;
    triangles[k + 1] = north - x * sin + y * cos;
    triangles[k + 2] = up + shell.triangles[k + 2]!;
  }
  const count = shell.elements.length / ELEMENT_STRIDE;
  const starts = new Uint32Array(count + 1);
  const surfaces = Array.from({ length: count }, (_, element): SceneSurface => {
    const row = element * ELEMENT_STRIDE;
    starts[element] = shell.elements[row]!;
    return {
      building,
      isOpening: shell.elements[row + 1] === 1,
      storey: shell.storeys[shell.elements[row + 2]!]?.name ?? null,
      space: shell.spaces[shell.elements[row + 3]!] ?? null,
    };
  });
  starts[count] = triangles.length / 9;
  return { triangles, starts, surfaces };
}
