import { FACILITIES } from 'twin-core';
import type { BuildingDesign, Space, Storey } from '../../ifc/design.ts';
import type { Vec2, Vec3 } from '../../ifc/shape.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { FIXTURES } from './fixtures.ts';
import { type MountedDevice, middle, two } from './plan.ts';

const FACILITY_OF = new Map(
  FACILITIES.flatMap(({ id, deviceKinds }) => Object.keys(deviceKinds).map((kind) => [kind, id] as const)),
);

/** Facility of a device kind. Throws for a kind that the catalogue does not have. */
export function facilityOf(kind: string): string {
  const facility = FACILITY_OF.get(kind);
  if (facility === undefined) throw new Error(`no facility declares ${kind}`);
  return facility;
}

/** A stair unit (单元) of a house: prefix of its keys, its number, its words where the house has several, and the middle of its lobby. */
export interface Unit {
  readonly key: string;
  readonly number: number;
  readonly words: string;
  readonly axisX: number;
}

/** A building with its drawing. */
export interface House {
  readonly building: EstateBuilding;
  readonly design: BuildingDesign;
}

/** The stair units of a house with homes; none of another building. */
export function unitsOf({ design }: House): Unit[] {
  const ground = storeyOf(design, '1F');
  const keys = [...new Set(ground.spaces.flatMap(({ key }) => /^u\d+\//.exec(key)?.[0] ?? []))];
  return keys.map((key, index) => ({
    key,
    number: index + 1,
    words: keys.length > 1 ? `${index + 1}单元` : '',
    axisX: middle(lobbyOf(ground, { key }).ring)[0],
  }));
}

/** Throws where there is no such storey. */
export function storeyOf({ code, storeys }: BuildingDesign, name: string): Storey {
  const storey = storeys.find((each) => each.name === name);
  if (!storey) throw new Error(`${code} has no storey ${name}`);
  return storey;
}

/** Throws where the storey has no such space. */
export function spaceOf(storey: Storey, key: string): Space {
  const space = storey.spaces.find((each) => each.key === key);
  if (!space) throw new Error(`${storey.name} has no space ${key}`);
  return space;
}

/** The space before the lifts of a unit. */
export function lobbyOf(storey: Storey, { key }: Pick<Unit, 'key'>): Space {
  return spaceOf(storey, storey.spaces.some((space) => space.key === `${key}lobby`) ? `${key}lobby` : `${key}corridor`);
}

/** Storeys with homes or rooms, from the ground up. */
export const storeysAbove = ({ storeys }: BuildingDesign): Storey[] =>
  storeys.filter(({ name }) => /^\d+F$/.test(name));

/** Houses of no more storeys are under 33 m: an open stair, a dry riser, no fire lift. */
export const LOW_STOREYS = 11;

/** A storey in device codes: two digits, or its name. */
export const levelOf = ({ name }: Storey): string => (/^\d+F$/.test(name) ? two(Number.parseInt(name, 10)) : name);

/** South, north, west and east walls of a space, as box of its ring. */
export function wallsOf({ ring }: Space): { south: number; north: number; west: number; east: number } {
  const xs = ring.map(([x]: Vec2) => x);
  const ys = ring.map(([, y]: Vec2) => y);
  return { south: Math.min(...ys), north: Math.max(...ys), west: Math.min(...xs), east: Math.max(...xs) };
}

/** Turns of a wall box, degrees: its back is to the wall of this side. */
export const BACK_TO = { north: 0, west: 90, south: 180, east: 270 } as const;

/** Where a device is fixed: in the storey frame, metres; no space on a roof. */
export interface Spot {
  readonly storey: Storey;
  readonly space: Space | null;
  readonly at: Vec3;
  readonly turnDeg?: number;
}

/** What is said of a device that is fixed somewhere. */
interface Described {
  readonly code: string;
  readonly name: string;
  readonly installPosition: string;
  readonly zone?: string;
  readonly parent?: string;
  readonly links?: readonly string[];
}

/** A device of a kind, fixed at a spot of a building. */
export function mount(
  { design }: House,
  { storey, space, at, turnDeg = 0 }: Spot,
  kind: keyof typeof FIXTURES,
  described: Described,
): MountedDevice {
  return {
    links: [],
    ...described,
    ...FIXTURES[kind],
    kind,
    facility: facilityOf(kind),
    building: design.code,
    storey: storey.name,
    spaceKey: space?.key ?? null,
    space: space?.name ?? null,
    at,
    turnDeg,
  };
}
