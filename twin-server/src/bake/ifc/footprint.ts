import type { ProductMesh } from './meshes.ts';

/** A ring of [x, y], metres in the building frame, counter-clockwise, the first point not repeated. */
export type Ring = [number, number][];

// Facet normals are stored × 127: below −0.9 a face looks down.
const DOWN = -114;
// A floor may have steps and thresholds; what lies higher than this above the lowest point is a soffit.
const FLOOR_BAND_MM = 500;

/** Directed edges of the downward faces near the bottom that no neighbor shares, as end by start; keys are "x,y" in mm. */
function boundaryEdges(mesh: ProductMesh): Map<string, string[]> {
  const open = new Map<string, number>();
  const count = (from: string, to: string) => {
    const back = `${to}|${from}`;
    const opposite = open.get(back) ?? 0;
    if (opposite > 1) open.set(back, opposite - 1);
    else if (opposite === 1) open.delete(back);
    else open.set(`${from}|${to}`, (open.get(`${from}|${to}`) ?? 0) + 1);
  };
  for (const { facets } of mesh.pieces) {
    const { positions, indices, normals } = facets;
    for (let t = 0; t < indices.length; t += 3) {
      const corner = indices[t]! * 3 + 2;
      if (normals[corner]! > DOWN || positions[corner]! > mesh.bounds[2] + FLOOR_BAND_MM) continue;
      const keys = [0, 1, 2].map((k) => `${positions[indices[t + k]! * 3]},${positions[indices[t + k]! * 3 + 1]}`);
      for (let k = 0; k < 3; k++) if (keys[k] !== keys[(k + 1) % 3]) count(keys[k]!, keys[(k + 1) % 3]!);
    }
  }
  const edges = new Map<string, string[]>();
  for (const [edge, times] of open) {
    const [from, to] = edge.split('|') as [string, string];
    for (let n = 0; n < times; n++) edges.set(from, [...(edges.get(from) ?? []), to]);
  }
  return edges;
}

/** Twice the signed area; positive for counter-clockwise rings. */
function area2(ring: Readonly<Ring>): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

function withoutCollinear(ring: Ring): Ring {
  return ring.filter(([x, y], i) => {
    const [px, py] = ring[(i + ring.length - 1) % ring.length]!;
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return Math.abs((x - px) * (ny - py) - (y - py) * (nx - px)) > 1e-6;
  });
}

function walk(edges: Map<string, string[]>, start: string): Ring | null {
  const ring: Ring = [];
  let at = start;
  do {
    const next = edges.get(at)?.pop();
    if (next === undefined) return null;
    const [x, y] = at.split(',').map(Number) as [number, number];
    ring.push([x / 1000, y / 1000]);
    at = next;
  } while (at !== start);
  return ring;
}

/** Outline of a product's floor: the largest ring around its downward faces, or its bounding rectangle where they do not close. */
export function footprintOf(mesh: ProductMesh): Ring {
  if (mesh.triangles === 0) return [];
  const edges = boundaryEdges(mesh);
  let best: Ring = [];
  for (const start of edges.keys()) {
    while ((edges.get(start)?.length ?? 0) > 0) {
      const ring = walk(edges, start);
      if (ring && Math.abs(area2(ring)) > Math.abs(area2(best))) best = ring;
    }
  }
  const ring = withoutCollinear(best);
  if (ring.length >= 3) return area2(ring) > 0 ? ring : ring.reverse();
  const [x1, y1, , x2, y2] = mesh.bounds.map((mm) => mm / 1000) as [number, number, number, number, number, number];
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}

/** Whether a point lies in a ring (even–odd rule). */
export function isInRing(ring: Readonly<Ring>, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
