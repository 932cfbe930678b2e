import type { BuildingModel, StairModel } from 'twin-core';
import type { WalkableEdge, WalkablePortal } from 'twin-core/geometry';
import { type Box, shareInside } from './plan-shapes.ts';
import type { Room, Rooms } from './rooms.ts';

/** A landing's floor and the stair's end differ by at most so much: a step, and the floor's finish. */
const LEVEL_M = 0.65;
/** No storey is lower, metres: what is nearer to another floor is a step in it. */
const STOREY_M = 1.8;
/** How far from a stair its landing may begin, where it does not lie under or around it. */
const LANDING_M = 1;
/** Flights of an assembly stand in its box, but for what is rounded. */
const SLACK_M = 0.15;
/**
 * Metres of slope for each of height where no flight shows its own: 178 mm by 279 mm, the 7 by 11 inches that the hydraulic model has as usual
 * (SFPE Handbook, table 59.2).
 */
const SLOPE = Math.hypot(178, 279) / 178;
/** Steeper is a ladder, flatter a ramp: then a flight's box is that of a winding stair. */
const SLOPES = { least: 1.2, most: 4 };
/** Wider than this a flight's box is no flight's. */
const MOST_WIDTH_M = 3;

/** Stairs of a building as ways from storey to storey. */
export interface StairWays {
  readonly portals: readonly WalkablePortal[];
  readonly edges: readonly WalkableEdge[];
  /** Stairs of which an end reaches no space. */
  readonly noLanding: readonly string[];
}

/** Joins the spaces that stairs and ramps begin and end in: no relation of IFC says it, so it is always inferred. Lifts are no way out. */
export function findStairs({ stairs }: Pick<BuildingModel, 'stairs'>, rooms: Rooms): StairWays {
  const shaped = stairs.filter(
    ({ box, ifcClass }) => box !== null && ifcClass !== 'IfcTransportElement',
  ) as (StairModel & {
    box: Box;
  })[];
  const isFlight = ({ ifcClass }: StairModel) => ifcClass.endsWith('Flight');
  const assemblies = shaped.filter((stair) => !isFlight(stair));
  const flights = shaped.filter(isFlight);
  const lone = flights.filter(({ box }) => !assemblies.some((stair) => holds(stair.box, box)));
  const portals: WalkablePortal[] = [];
  const edges: WalkableEdge[] = [];
  const noLanding: string[] = [];
  for (const stair of [...assemblies, ...lone]) {
    const own = flights.filter(({ box }) => holds(stair.box, box));
    // Railings stand higher than the last step; where flights say nothing, the floors within the stair's height do.
    const byFlights = landingsOf(own.length > 0 ? unionOf(own.map(({ box }) => box)) : stair.box, rooms);
    const ends = byFlights.length > 1 ? byFlights : floorsOf(stair.box, rooms);
    if (ends.length < 2) {
      noLanding.push(stair.globalId);
      continue;
    }
    const { slope, widthM } = shapeOf(own.map(({ box }) => box));
    const [x, y] = [0, 1].map((axis) => (stair.box.min[axis]! + stair.box.max[axis]!) / 2) as [number, number];
    const made = ends.map(({ room, z }, i): WalkablePortal => {
      const end = i === 0 ? 'foot' : i === ends.length - 1 ? 'head' : `landing${i}`;
      const { id: space, storey } = room.space;
      return {
        id: `${stair.globalId}/${end}`,
        kind: 'stair',
        name: stair.name,
        storey,
        at: [x, y, z],
        widthM,
        spaces: [space],
        inferred: true,
      };
    });
    portals.push(...made);
    for (let i = 1; i < made.length; i++) {
      const lengthM = (made[i]!.at[2] - made[i - 1]!.at[2]) * slope;
      edges.push({
        from: made[i - 1]!.id,
        to: made[i]!.id,
        kind: 'stair',
        space: null,
        lengthM,
        widthM,
        inferred: true,
      });
    }
  }
  return { portals, edges, noLanding };
}

/** The rooms at a stair's foot, head and every storey between, the lowest first. */
function landingsOf(box: Box, rooms: Rooms): { readonly room: Room; readonly z: number }[] {
  const [foot, head] = [box.min[2], box.max[2]];
  const floors = [...new Set(rooms.all.map((room) => Math.round(room.box.min[2] * 100) / 100))].sort((a, b) => a - b);
  const between = floors.filter((z) => z - foot > STOREY_M && head - z > STOREY_M);
  const found: { room: Room; z: number }[] = [];
  for (const z of [foot, ...between, head]) {
    const room = landingAt(box, z, rooms);
    // A few steps within one room are its floor.
    if (room && found.at(-1)?.room !== room && !(found.at(-1) && z - found.at(-1)!.z < STOREY_M && z !== head))
      found.push({ room, z });
  }
  return found;
}

/** The rooms of every floor that a stair reaches by its whole height, the lowest first. */
function floorsOf(box: Box, rooms: Rooms): { readonly room: Room; readonly z: number }[] {
  const floors = [...new Set(rooms.all.map((room) => Math.round(room.box.min[2] * 100) / 100))].sort((a, b) => a - b);
  const found: { room: Room; z: number }[] = [];
  for (const z of floors) {
    if (z < box.min[2] - LEVEL_M || z > box.max[2] + LEVEL_M) continue;
    if (found.some((one) => Math.abs(one.z - z) < STOREY_M)) continue;
    const room = landingAt(box, z, rooms);
    if (room) found.push({ room, z });
  }
  return found;
}

function unionOf(boxes: readonly Box[]): Box {
  const of = (pick: (...values: number[]) => number, end: 'min' | 'max') =>
    [0, 1, 2].map((axis) => pick(...boxes.map((box) => box[end][axis]!))) as [number, number, number];
  return { min: of(Math.min, 'min'), max: of(Math.max, 'max') };
}

function landingAt(box: Box, z: number, rooms: Rooms): Room | null {
  const level = rooms.all.filter((room) => Math.abs(room.box.min[2] - z) <= LEVEL_M);
  for (const moreM of [0, LANDING_M]) {
    let best: { readonly room: Room; readonly share: number } | null = null;
    for (const room of level) {
      const share = shareInside(room.ring, box, moreM);
      if (share > 0 && (!best || share > best.share)) best = { room, share };
    }
    if (best) return best.room;
  }
  return null;
}

/** Slope (metres walked a metre of height) and width of a stair by its flights. */
function shapeOf(flights: readonly Box[]): { readonly slope: number; readonly widthM: number | null } {
  let [walked, risen] = [0, 0];
  let widthM: number | null = null;
  for (const { min, max } of flights) {
    const [dx, dy, rise] = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
    if (rise < 0.2) continue;
    walked += Math.hypot(rise, Math.max(dx, dy));
    risen += rise;
    const width = Math.min(dx, dy);
    if (width > 0.3 && width < MOST_WIDTH_M) widthM = Math.min(widthM ?? width, width);
  }
  const slope = risen > 0 ? walked / risen : SLOPE;
  return { slope: slope < SLOPES.least || slope > SLOPES.most ? SLOPE : slope, widthM };
}

function holds(outer: Box, inner: Box): boolean {
  return [0, 1, 2].every(
    (axis) => outer.min[axis]! - SLACK_M <= inner.min[axis]! && inner.max[axis]! <= outer.max[axis]! + SLACK_M,
  );
}
