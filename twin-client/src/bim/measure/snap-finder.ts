import { Vector3 } from 'three';
import { isCutAway, isIdle } from '../paint/clip-set.ts';
import { crossPlane, cutLines } from '../pick/cut-edges.ts';
import { isSeen, pickSolid } from '../pick/solid-pick.ts';
import type { Point3 } from '../solid/triangle-bvh.ts';
import type { Stage } from '../stage/stage.ts';
import type { ShownTile } from '../storey-stack.ts';
import { type ScreenPoint, type Snapped, snapToEdges } from './snap.ts';

/** How far around the pointer edges are looked for, CSS pixels. */
const AROUND_PX = 16;
/** No more edges than this are looked at, [k × 6] numbers: a dense railing costs no frame. */
const MOST = 30_000;

/** The point of the building that a pointer means; null beside it. x and y: CSS pixels of the stage. */
export function findSnap(stage: Stage, tiles: readonly ShownTile[], x: number, y: number): Snapped | null {
  const { origin, direction } = stage.rayAt(x, y);
  const pick = pickSolid(tiles, origin.toArray() as unknown as Point3, direction.toArray() as unknown as Point3);
  if (!pick) return null;
  const project = (point: Point3) => projected(stage, point);
  const reach = AROUND_PX / pixelsPerMetre(stage, pick.point);
  const near = edgesNear(tiles, pick.point, reach);
  const visible = (point: Point3) => {
    const place = project(point);
    if (!place) return false;
    const eye = stage.rayAt(place.x, place.y).origin.toArray() as unknown as Point3;
    return isSeen(tiles, eye, point);
  };
  const snapped = snapToEdges({ x, y }, near.edges, project, visible);
  if (snapped) return snapped;
  // Ends of these lines are no corners: faces are cut into triangles.
  const cut = snapToEdges({ x, y }, near.cuts, project, visible);
  return cut ? { kind: 'edge', point: cut.point } : { kind: 'face', point: pick.point };
}

/** Edges of elements near a point, as far as they are not cut away, and the lines along which their faces are cut: [k × 6]. */
function edgesNear(tiles: readonly ShownTile[], [x, y, z]: Point3, reach: number) {
  const min: Point3 = [x - reach, y - reach, z - reach];
  const max: Point3 = [x + reach, y + reach, z + reach];
  const edges: number[] = [];
  const cuts: number[] = [];
  for (const { tile, planes } of tiles) {
    const active = planes.filter((plane) => !isIdle(plane));
    const rows = new Set<number>();
    const triangles: number[] = [];
    tile.solid.bvh.touching(min, max, (triangle) => {
      const row = tile.solid.rows[triangle]!;
      if (tile.isHidden(row)) return;
      rows.add(row);
      triangles.push(triangle);
    });
    const { segments, starts } = tile.edges;
    for (const row of rows) {
      for (let at = starts[row]! * 6; at < starts[row + 1]! * 6 && edges.length < MOST; at += 6) {
        let a: Point3 = [segments[at]!, segments[at + 1]!, segments[at + 2]!];
        let b: Point3 = [segments[at + 3]!, segments[at + 4]!, segments[at + 5]!];
        for (const plane of active) {
          const crossing = crossPlane(a, b, plane);
          if (!crossing) continue;
          if (isCutAway([plane], a)) a = crossing;
          else b = crossing;
        }
        if (!isCutAway(active, a) && !isCutAway(active, b)) edges.push(...a, ...b);
      }
    }
    for (const plane of active) cuts.push(...cutLines(tile.solid, triangles, plane));
  }
  return { edges, cuts };
}

function projected(stage: Stage, [x, y, z]: Point3): ScreenPoint | null {
  const place = stage.project(new Vector3(x, y, z));
  return place.depth > 1 ? null : { x: place.x, y: place.y };
}

/** CSS pixels that a metre at a place takes, at its largest. */
function pixelsPerMetre(stage: Stage, [x, y, z]: Point3): number {
  const from = stage.project(new Vector3(x, y, z));
  const [fromX, fromY] = [from.x, from.y];
  const lengths = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ].map(([dx, dy, dz]) => {
    const to = stage.project(new Vector3(x + dx! * 0.1, y + dy! * 0.1, z + dz! * 0.1));
    return Math.hypot(to.x - fromX, to.y - fromY) * 10;
  });
  return Math.max(1, ...lengths);
}
