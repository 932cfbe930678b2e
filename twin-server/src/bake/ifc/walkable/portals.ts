import type { BuildingModel } from 'twin-core';
import { isInside, type WalkablePortal } from 'twin-core/geometry';
import type { Gaps } from './gaps.ts';
import { type Box, longestContact, type Point } from './plan-shapes.ts';
import { isHome, type Room, type Rooms } from './rooms.ts';

/** A wall with its lining is at most so thick: how far from a doorway's middle plane a room is looked for, metres. */
const REACH_M = 0.8;
const REACH_STEP_M = 0.1;
/** A box broader than long by less than this may stand askew. */
const ASKEW = 1.5;
/** Higher above the floor it is a window or a hatch. */
const SILL_M = 0.6;
/** GB 50016-2014 (2018), 5.5.18: what is narrower is no way. */
const LEAST_WIDTH_M = 0.6;
const LEAST_HEIGHT_M = 1.6;
/** Outlines nearer than this with no wall between are one room to walk in. */
const CONTACT_M = 0.05;
/** Of a space, in another: the same air twice. */
const OVERLAP = 0.3;
/** How far from the ground a door to the outside may be, with its steps, metres. */
const GROUND_M = 1.6;

export interface FoundPortals {
  readonly portals: readonly WalkablePortal[];
  /** Doors that join no space. */
  readonly doorsNowhere: readonly string[];
  /** Pairs of spaces that overlap, by the smaller one. */
  readonly overlaps: readonly string[];
  /** No door leads out at the ground: the lowest outer doors were taken for it. */
  readonly groundGuessed: boolean;
}

/** A doorway with the rooms on its sides. */
interface Doorway {
  readonly id: string;
  readonly name: string;
  readonly kind: 'door' | 'opening';
  readonly storey: string | null;
  readonly box: Box;
  readonly widthM: number | null;
  readonly rooms: readonly Room[];
  readonly inferred: boolean;
}

/** Doors, openings and open boundaries of a building. `groundM` is the height of the ground in the building frame. */
export function findPortals(
  building: Pick<BuildingModel, 'doors' | 'storeys' | 'elements' | 'properties'>,
  gaps: Gaps,
  rooms: Rooms,
  groundM: number,
): FoundPortals {
  const storeyNames = new Map(building.storeys.map(({ globalId, name }) => [globalId, name]));
  const doors = building.doors.flatMap(({ globalId, name, storey, box, widthM }): Doorway[] => {
    const shape = doorwayBox(box, gaps.doorways.get(globalId));
    if (!shape) return [];
    const sides = sidesOf(globalId, shape, gaps, rooms);
    const width = widthM !== null && widthM > 0.3 ? widthM : longSide(shape);
    return [
      {
        id: globalId,
        name,
        kind: 'door',
        storey: storeyNames.get(storey ?? '') ?? null,
        box: shape,
        widthM: width,
        ...sides,
      },
    ];
  });
  const openings = gaps.openings.flatMap(({ id, box }): Doorway[] => {
    if (longSide(box) < LEAST_WIDTH_M || box.max[2] - box.min[2] < LEAST_HEIGHT_M) return [];
    const sides = sidesOf(id, box, gaps, rooms);
    if (sides.rooms.length < 2 || box.min[2] - sides.rooms[0]!.box.min[2] > SILL_M) return [];
    const storey = sides.rooms[0]!.space.storey;
    return [{ id, name: '', kind: 'opening', storey, box, widthM: longSide(box), ...sides }];
  });
  const outward = doors.filter((door) => door.rooms.length === 1 && !isOwnGarden(door, doors));
  const external = outward.filter(({ id }) => building.properties[id]?.Pset_DoorCommon?.IsExternal !== false);
  // Tools write the flag unasked: where it leaves no door at all, where the doors lie counts for more.
  const outer = external.length > 0 ? external : outward;
  const atGround = outer.filter(({ box }) => Math.abs(box.min[2] - groundM) <= GROUND_M);
  const lowest = Math.min(...outer.map(({ box }) => box.min[2]));
  const exits = new Set(atGround.length > 0 ? atGround : outer.filter(({ box }) => box.min[2] - lowest <= 0.5));
  const through = [...doors, ...openings].filter(({ rooms: sides }) => sides.length === 2);
  const walked = [...through, ...exits].map((way): WalkablePortal => {
    const { id, name, storey, box, widthM, inferred } = way;
    const at: [number, number, number] = [(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2, box.min[2]];
    const kind = exits.has(way) ? 'exit' : way.kind;
    return { id, kind, name, storey, at, widthM, spaces: way.rooms.map(({ space }) => space.id), inferred };
  });
  const { open, overlaps } = openBoundaries(building, gaps, rooms, walked);
  return {
    portals: [...walked, ...open],
    doorsNowhere: doors.filter(({ rooms: sides }) => sides.length === 0).map(({ id }) => id),
    overlaps,
    groundGuessed: atGround.length === 0 && exits.size > 0,
  };
}

const longSide = ({ min, max }: Box) => Math.max(max[0] - min[0], max[1] - min[1]);
const shortSide = ({ min, max }: Box) => Math.min(max[0] - min[0], max[1] - min[1]);

/** A door's own box where it is flat, else that of its opening: a leaf drawn open stands out of its wall. */
function doorwayBox(own: Box | null, opening: Box | undefined): Box | null {
  if (!own) return opening ?? null;
  return opening && longSide(own) < ASKEW * shortSide(own) ? { min: opening.min, max: opening.max } : own;
}

/** The rooms on both sides of a doorway: by the file's relations, else by where it lies. */
function sidesOf(id: string, box: Box, gaps: Gaps, rooms: Rooms): Pick<Doorway, 'rooms' | 'inferred'> {
  const stated = [...(gaps.bounds.get(id) ?? [])].flatMap((space) => rooms.byId.get(space) ?? []);
  if (stated.length === 2) return { rooms: stated, inferred: false };
  const found = sidesByPlace(box, rooms);
  // A relation with one space is told for outer doors; where another room lies behind, the file has left it out.
  if (stated.length === 1 && found.length < 2) return { rooms: stated, inferred: false };
  return { rooms: found, inferred: true };
}

function sidesByPlace(box: Box, rooms: Rooms): Room[] {
  const candidates = rooms.atLevel(box.min[2]);
  const [x, y] = [(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2];
  const [dx, dy] = [box.max[0] - box.min[0], box.max[1] - box.min[1]];
  const directions: Point[] =
    dx >= ASKEW * dy
      ? [[0, 1]]
      : dy >= ASKEW * dx
        ? [[1, 0]]
        : [
            [0, 1],
            [1, 0],
            [Math.SQRT1_2, Math.SQRT1_2],
            [Math.SQRT1_2, -Math.SQRT1_2],
          ];
  const from = Math.min(dx, dy) / 2;
  const quarter = Math.max(dx, dy) / 4;
  const look = ([ux, uy]: Point, side: 1 | -1): Room | null => {
    // Behind the middle there may be the end of a wall.
    for (let reach = from + 0.02; reach <= from + REACH_M; reach += REACH_STEP_M) {
      for (const along of [0, -quarter, quarter]) {
        const room = rooms.at(x + side * ux * reach + uy * along, y + side * uy * reach + ux * along, candidates);
        if (room) return room;
      }
    }
    return null;
  };
  let best: Room[] = [];
  for (const direction of directions) {
    const found = new Set([look(direction, 1), look(direction, -1)].filter((room) => room !== null));
    if (found.size > best.length) best = [...found];
    if (best.length === 2) break;
  }
  return best;
}

/** A home's second door, to its balcony or garden, is no exit: the way out is the house's. */
function isOwnGarden({ id, rooms: sides }: Doorway, doors: readonly Doorway[]): boolean {
  const room = sides[0]!;
  if (!isHome(room)) return false;
  return doors.some((door) => door.id !== id && door.rooms.length === 2 && door.rooms.includes(room));
}

/** Spaces that overlap, that a virtual boundary parts, or that lie against each other with no wall between. */
function openBoundaries(
  building: Pick<BuildingModel, 'elements'>,
  gaps: Gaps,
  rooms: Rooms,
  walked: readonly WalkablePortal[],
): { open: WalkablePortal[]; overlaps: string[] } {
  const key = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const joined = new Set(
    walked.filter(({ spaces }) => spaces.length === 2).map(({ spaces }) => key(spaces[0]!, spaces[1]!)),
  );
  const stated = new Set(gaps.virtual.flatMap((id) => pairOf(gaps.bounds.get(id), key)));
  const walls = building.elements.filter(({ ifcClass, box }) => box && /^Ifc(Curtain)?Wall/.test(ifcClass));
  const isWalled = (x: number, y: number, z: number) =>
    walls.some(({ box }) => box && [x, y, z].every((v, i) => box.min[i]! - 0.02 <= v && v <= box.max[i]! + 0.02));
  const open: WalkablePortal[] = [];
  const overlaps: string[] = [];
  const add = (a: Room, b: Room, [x, y]: Point, widthM: number | null, inferred: boolean) => {
    const at: [number, number, number] = [x, y, Math.max(a.box.min[2], b.box.min[2])];
    const id = `${a.space.id}|${b.space.id}`;
    const spaces = [a.space.id, b.space.id];
    open.push({ id, kind: 'opening', name: '', storey: a.space.storey, at, widthM, spaces, inferred });
  };
  for (const [i, a] of rooms.all.entries()) {
    for (const b of rooms.all.slice(i + 1)) {
      if (!meet(a.box, b.box, CONTACT_M)) continue;
      const both = key(a.space.id, b.space.id);
      const [small, large] = a.space.areaM2 <= b.space.areaM2 ? [a, b] : [b, a];
      if (overlapOf(small, large) >= OVERLAP) {
        const [x, y] = small.space.at;
        overlaps.push(small.space.id);
        if (!joined.has(both)) add(a, b, [x, y], null, true);
        continue;
      }
      if (joined.has(both) || Math.abs(a.box.min[2] - b.box.min[2]) > SILL_M) continue;
      const contact = longestContact(a.ring, b.ring, CONTACT_M, LEAST_WIDTH_M);
      if (!contact) continue;
      const [cx, cy] = contact.middle;
      const isStated = stated.has(both);
      if (isStated || !isWalled(cx, cy, Math.max(a.box.min[2], b.box.min[2]) + 1))
        add(a, b, contact.middle, contact.lengthM, !isStated);
    }
  }
  return { open, overlaps };
}

const pairOf = (spaces: ReadonlySet<string> | undefined, key: (a: string, b: string) => string): string[] => {
  const [a, b] = [...(spaces ?? [])];
  return a !== undefined && b !== undefined ? [key(a, b)] : [];
};

/** How much of a room's own floor lies in another, 0 to 1, by a grid of points. */
function overlapOf(small: Room, large: Room): number {
  const GRID = 6;
  const { min, max } = small.box;
  let [own, both] = [0, 0];
  for (let i = 0; i < GRID * GRID; i++) {
    const x = min[0] + ((max[0] - min[0]) * ((i % GRID) + 0.5)) / GRID;
    const y = min[1] + ((max[1] - min[1]) * (Math.floor(i / GRID) + 0.5)) / GRID;
    if (!isInside(small.ring, x, y)) continue;
    own++;
    if (isInside(large.ring, x, y)) both++;
  }
  return own === 0 ? 0 : both / own;
}

/** Whether two boxes meet: in plan within a gap, and in height by as much as a person. */
function meet(a: Box, b: Box, gapM: number): boolean {
  const height = Math.min(a.max[2], b.max[2]) - Math.max(a.min[2], b.min[2]);
  if (height < LEAST_HEIGHT_M) return false;
  return [0, 1].every((axis) => a.min[axis]! - gapM <= b.max[axis]! && b.min[axis]! - gapM <= a.max[axis]!);
}
