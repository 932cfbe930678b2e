import type { BuildingOutline, LocalPoint } from 'twin-core';
import { type Stroke, shaded } from './paint.ts';
import type { View } from './view.ts';

type Box = NonNullable<BuildingOutline['spaces'][number]['box']>;

/** A space or a door of a building's outline whose place is known. */
export interface Space extends Pick<BuildingOutline['spaces'][number], 'footprint'> {
  readonly box: Box;
}
export interface Door {
  readonly box: Box;
}

const FLOOR = '#9b958b';
const CEILING = '#d9d8d2';
const WALL = '#c6c1b6';
const DOOR = '#7d6a58';
const LAMP = '#fbf9ee';
const LAMP_M = { every: 4, long: 1.2, wide: 0.3 };
const JOINT_M = 1.2;
/** Doors whose middle is so near to a wall of the space belong to it, metres. */
const DOOR_REACH_M = 0.6;

/** A room as a camera in it sees it: floor, ceiling with lamps, walls, and the doors in them; `view` is in the building's frame. */
export function indoorView(view: View, space: Space, doors: readonly Door[]): Stroke[] {
  const ring = space.footprint.map(([x, y]) => [x, y] as const);
  const [floor, ceiling] = [space.box.min[2], space.box.max[2]];
  const flat = (z: number) => view.polygon(ring.map(([x, y]): LocalPoint => [x, y, z]));
  const strokes: Stroke[] = [
    {
      area: [
        [
          [0, 0],
          [view.width, 0],
          [view.width, view.height],
          [0, view.height],
        ],
      ],
      color: shaded(WALL, 0.55),
    },
  ];
  const [ground, top] = [flat(floor), flat(ceiling)];
  if (ground) strokes.push({ area: [ground], color: FLOOR }, ...joints(view, ring, floor));
  if (top) strokes.push({ area: [top], color: CEILING }, ...lamps(view, ring, ceiling - 0.02));
  const walls = ring
    .map((from, i) => ({ from, to: ring[(i + 1) % ring.length]! }))
    .map((wall) => ({
      ...wall,
      distance: view.distance([(wall.from[0] + wall.to[0]) / 2, (wall.from[1] + wall.to[1]) / 2]),
    }))
    .sort((a, b) => b.distance - a.distance);
  for (const { from, to, distance } of walls) {
    const area = view.polygon([
      [...from, floor],
      [...to, floor],
      [...to, ceiling],
      [...from, ceiling],
    ]);
    // A wall that is seen from its back stands between nothing: the camera is in the room.
    const level = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]);
    if (area)
      strokes.push({ area: [area], color: shaded(WALL, (level ? 1 : 0.88) * (1 - Math.min(0.35, distance / 90))) });
    for (const door of doors) if (isIn(door, from, to, floor)) strokes.push(...doorOf(view, door));
  }
  return strokes;
}

/** The joints of the floor's slabs: without them a floor has no depth. */
function joints(view: View, ring: readonly (readonly [number, number])[], z: number): Stroke[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const strokes: Stroke[] = [];
  const joint = (from: readonly [number, number], to: readonly [number, number]) => {
    if (!isWithin([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], ring)) return;
    const [a, b] = [view.project([...from, z]), view.project([...to, z])];
    if (a && b) strokes.push({ line: [a, b], color: shaded(FLOOR, 0.86), widthPx: 0.8 });
  };
  for (let x = west + JOINT_M; x < east; x += JOINT_M)
    for (let y = south; y < north; y += JOINT_M) joint([x, y], [x, Math.min(north, y + JOINT_M)]);
  for (let y = south + JOINT_M; y < north; y += JOINT_M)
    for (let x = west; x < east; x += JOINT_M) joint([x, y], [Math.min(east, x + JOINT_M), y]);
  return strokes;
}

function lamps(view: View, ring: readonly (readonly [number, number])[], z: number): Stroke[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const strokes: Stroke[] = [];
  for (let x = Math.min(...xs) + LAMP_M.every / 2; x < Math.max(...xs); x += LAMP_M.every) {
    for (let y = Math.min(...ys) + LAMP_M.every / 2; y < Math.max(...ys); y += LAMP_M.every) {
      if (!isWithin([x, y], ring)) continue;
      const [dx, dy] = [LAMP_M.long / 2, LAMP_M.wide / 2];
      const area = view.polygon([
        [x - dx, y - dy, z],
        [x + dx, y - dy, z],
        [x + dx, y + dy, z],
        [x - dx, y + dy, z],
      ]);
      if (area) strokes.push({ area: [area], color: LAMP });
    }
  }
  return strokes;
}

function isIn({ box }: Door, from: readonly [number, number], to: readonly [number, number], floor: number): boolean {
  if (Math.abs(box.min[2] - floor) > 0.6) return false;
  const [x, y] = [(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along = ((x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])) / length;
  const off = Math.abs((x - from[0]) * (to[1] - from[1]) - (y - from[1]) * (to[0] - from[0])) / length;
  return along > 0 && along < length && off < DOOR_REACH_M;
}

function doorOf(view: View, { box: { min, max } }: Door): Stroke[] {
  const alongX = max[0] - min[0] > max[1] - min[1];
  const [x, y] = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  const corner = (end: 0 | 1, z: number): LocalPoint =>
    alongX ? [end ? max[0] : min[0], y, z] : [x, end ? max[1] : min[1], z];
  const area = view.polygon([corner(0, min[2]), corner(1, min[2]), corner(1, max[2]), corner(0, max[2])]);
  return area
    ? [
        { area: [area], color: DOOR },
        { line: [...area, area[0]!], color: '#4d4136', widthPx: 1 },
      ]
    : [];
}

/** Whether a place lies in a ring. */
export function isWithin([x, y]: readonly [number, number], ring: readonly (readonly [number, number])[]): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [px, py] = ring[j]!;
    const [qx, qy] = ring[i]!;
    if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) within = !within;
  }
  return within;
}
