import type { BuildingModel, FacadeFile, FacadeOpening } from 'twin-core';
import { isInRing, type Ring } from './footprint.ts';
import type { ProductMesh } from './meshes.ts';
import type { Member, StoreyGroup } from './storey-group.ts';

/** What of the shell makes openings. */
const KINDS: readonly (readonly [ifcClass: string, kind: FacadeOpening['kind']])[] = [
  ['IfcWindow', 'window'],
  ['IfcDoor', 'door'],
  ['IfcCurtainWall', 'balcony'],
  ['IfcRailing', 'balcony'],
];
/** The glazing of a balcony opens above a parapet (GB 50096-2011, 5.6.3: at least 1.1 m from the seventh storey on); above a railing the gap is as high as an arm reaches, metres. */
const PARAPET_M = 1.1;
const REACH_M = 1.4;
/** Narrower is a louvre or a grille, wider is a facade that does not open, metres. */
const NARROWEST_M = 0.4;
const NARROWEST_BALCONY_M = 1.2;
const WIDEST_M = 8;
/** How far from an opening the room behind it is looked for; a balcony is up to this deep, metres. */
const BEHIND_M = 2.8;
const PROBE_M = 0.2;

type Vec2 = readonly [x: number, y: number];

/** An upright slab: its middle, the direction that it runs along, and its halves, metres. */
interface Slab {
  readonly middle: Vec2;
  readonly along: Vec2;
  readonly half: number;
  readonly halfDeep: number;
  readonly low: number;
  readonly high: number;
}

/** The slab that a mesh is, by the main axis of its corners in plan; null for one without corners. */
function slabOf({ pieces, bounds }: ProductMesh): Slab | null {
  const [x0, y0] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  let [n, sx, sy, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const { facets } of pieces) {
    const { positions } = facets;
    for (let i = 0; i < positions.length; i += 3) {
      const [x, y] = [positions[i]! - x0, positions[i + 1]! - y0];
      n++;
      sx += x;
      sy += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
  }
  if (n === 0) return null;
  const angle = Math.atan2(2 * (xy - (sx * sy) / n), xx - (sx * sx) / n - (yy - (sy * sy) / n)) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, near, far] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { facets } of pieces) {
    const { positions } = facets;
    for (let i = 0; i < positions.length; i += 3) {
      const [x, y] = [positions[i]! - x0, positions[i + 1]! - y0];
      const [along, across] = [x * c + y * s, y * c - x * s];
      if (along < left) left = along;
      if (along > right) right = along;
      if (across < near) near = across;
      if (across > far) far = across;
    }
  }
  const [along, across] = [(left + right) / 2, (near + far) / 2];
  return {
    middle: [(x0 + along * c - across * s) / 1000, (y0 + along * s + across * c) / 1000],
    along: [c, s],
    half: (right - left) / 2000,
    halfDeep: (far - near) / 2000,
    low: bounds[2] / 1000,
    high: bounds[5] / 1000,
  };
}

/** A space in plan, with its extent: most are passed over by that. */
interface Room {
  readonly globalId: string;
  readonly footprint: Ring;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function roomOf({ globalId, footprint }: Pick<Room, 'globalId' | 'footprint'>): Room {
  const [xs, ys] = [footprint.map(([x]) => x), footprint.map(([, y]) => y)];
  return {
    globalId,
    footprint,
    west: Math.min(...xs),
    east: Math.max(...xs),
    south: Math.min(...ys),
    north: Math.max(...ys),
  };
}

function holds({ footprint, west, east, south, north }: Room, x: number, y: number): boolean {
  return x >= west && x <= east && y >= south && y <= north && isInRing(footprint, x, y);
}

/** The first room met from a slab's middle to one side, and how far it is. */
function roomBehind(
  { middle, along }: Slab,
  side: 1 | -1,
  rooms: readonly Room[],
): { room: Room; away: number } | null {
  for (let away = PROBE_M; away <= BEHIND_M; away += PROBE_M) {
    const [x, y] = [middle[0] - side * along[1] * away, middle[1] + side * along[0] * away];
    const room = rooms.find((each) => holds(each, x, y));
    if (room) return { room, away };
  }
  return null;
}

function openingOf(
  globalId: string,
  ifcClass: string,
  slab: Slab,
  rooms: readonly Room[],
): Omit<FacadeOpening, 'storey'> | null {
  const kind = KINDS.find(([name]) => ifcClass.startsWith(name))![1];
  const widthM = 2 * slab.half;
  if (widthM < (kind === 'balcony' ? NARROWEST_BALCONY_M : NARROWEST_M) || widthM > WIDEST_M) return null;
  const [ahead, behind] = [roomBehind(slab, 1, rooms), roomBehind(slab, -1, rooms)];
  // Rooms on both sides, equally near: it opens from one into the other.
  if (ahead && behind && Math.abs(ahead.away - behind.away) < PROBE_M * 3) return null;
  const isBehind = behind && (!ahead || behind.away < ahead.away);
  const found = isBehind ? behind : ahead;
  if (!found) return null;
  const side = isBehind ? 1 : -1;
  const outward: Vec2 = [-side * slab.along[1], side * slab.along[0]];
  const [low, high] =
    ifcClass === 'IfcRailing'
      ? [slab.high, slab.high + REACH_M]
      : [kind === 'balcony' ? slab.low + PARAPET_M : slab.low, slab.high];
  if (high - low < NARROWEST_M) return null;
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    globalId,
    kind,
    space: found.room.globalId,
    middle: [
      round(slab.middle[0] + outward[0] * slab.halfDeep),
      round(slab.middle[1] + outward[1] * slab.halfDeep),
      round((low + high) / 2),
    ],
    outwardDeg: round(((Math.atan2(outward[0], outward[1]) * 180) / Math.PI + 360) % 360),
    widthM: round(widthM),
    heightM: round(high - low),
  };
}

/** Whether a balcony's opening is before a window or door: what leaves that one leaves by the balcony. */
function isBehindBalcony(opening: Omit<FacadeOpening, 'storey'>, balcony: Omit<FacadeOpening, 'storey'>): boolean {
  const azimuth = (balcony.outwardDeg * Math.PI) / 180;
  const [e, n] = [balcony.middle[0] - opening.middle[0], balcony.middle[1] - opening.middle[1]];
  const out = e * Math.sin(azimuth) + n * Math.cos(azimuth);
  const aside = Math.abs(e * Math.cos(azimuth) - n * Math.sin(azimuth));
  return out > 0 && out < BEHIND_M && aside < balcony.widthM / 2;
}

/** The openings of a building's facades, storey by storey, each with the space behind it. */
export function facadeOpenings(
  building: Pick<BuildingModel, 'spaces'>,
  groups: readonly Pick<StoreyGroup<Member>, 'storey' | 'members'>[],
): FacadeFile {
  const openings = groups.flatMap(({ storey, members }): FacadeOpening[] => {
    if (!storey) return [];
    const rooms = building.spaces
      .filter((space) => space.storey === storey.globalId && space.footprint.length > 2)
      .map(roomOf);
    if (rooms.length === 0) return [];
    const found = members.flatMap(({ product: { globalId, ifcClass }, mesh, part }) => {
      if (part !== 'shell' || !KINDS.some(([name]) => ifcClass.startsWith(name))) return [];
      const slab = slabOf(mesh);
      return (slab && openingOf(globalId, ifcClass, slab, rooms)) ?? [];
    });
    const balconies = found.filter(({ kind }) => kind === 'balcony');
    return found
      .filter((one) => one.kind === 'balcony' || !balconies.some((balcony) => isBehindBalcony(one, balcony)))
      .map((one) => ({ ...one, storey: storey.name }));
  });
  return { version: 1, openings };
}
