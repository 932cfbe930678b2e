import type { Element } from '../../ifc/design.ts';
import { box, prism, type Vec2, type Vec3 } from '../../ifc/shape.ts';
import { insetRing, type Outline, ringOf } from './outline.ts';

/** Thickness of outer walls with their insulation, metres. */
export const OUTER_WALL_M = 0.25;
/** Thickness of floor slabs, metres. */
export const SLAB_M = 0.12;

/** Turns and moves an element from a frame standing at `origin`, turned by `turnDeg`, into the frame around it. */
export function placed(element: Element, origin: Vec3, turnDeg: number): Element {
  const a = (turnDeg * Math.PI) / 180;
  const [x, y, z] = element.at;
  return {
    ...element,
    at: [origin[0] + x * Math.cos(a) - y * Math.sin(a), origin[1] + x * Math.sin(a) + y * Math.cos(a), origin[2] + z],
    turnDeg: element.turnDeg + turnDeg,
    ...(element.parts ? { parts: element.parts.map((part) => placed(part, origin, turnDeg)) } : {}),
  };
}

interface ShellOptions {
  /** Prefix of the elements' keys. */
  readonly key: string;
  readonly height: number;
  readonly ground: boolean;
  readonly finish: string;
  /** One finish for all sides, whatever finish they ask for: bases and cellars. */
  readonly plain?: boolean;
  /** Leaves windows and fittings out: cellars. */
  readonly blind?: boolean;
  readonly wall?: number;
}

/** The outer walls of one storey with everything fitted to them. Corners belong to the wall that begins there. */
export function shell(outline: Outline, options: ShellOptions): Element[] {
  const { key, height, ground, finish, plain = false, blind = false, wall = OUTER_WALL_M } = options;
  const ring = ringOf(outline);
  const turnAt = (index: number): number => {
    const count = ring.length;
    const [a, b, c] = [index, index + 1, index + 2].map((i) => ring[i % count] ?? ring[0]);
    if (!a || !b || !c) return 0;
    return Math.sign((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]));
  };
  return outline.sides.flatMap((side, index) => {
    if (side.joint) return [];
    const from = ring[index] ?? outline.start;
    const width = Math.hypot(side.to[0] - from[0], side.to[1] - from[1]);
    const turnDeg = (Math.atan2(side.to[1] - from[1], side.to[0] - from[0]) * 180) / Math.PI;
    const next = outline.sides[(index + 1) % outline.sides.length];
    const trim = next?.joint ? 0 : -turnAt(index) * wall;
    const fit = blind ? undefined : ((ground ? side.groundFit : undefined) ?? side.fit);
    const place = { key: `${key}side-${index}`, width, height, wall, mirrored: side.mirrored ?? false };
    const content = fit?.(place) ?? {};
    const origin: Vec3 = [from[0], from[1], 0];
    const outer: Element = {
      ifc: 'IfcWall',
      key: place.key,
      name: '外墙',
      at: origin,
      turnDeg,
      shape: [box(plain ? finish : (side.finish ?? finish), [0, 0, 0], [width + trim, wall, height])],
      external: true,
      loadBearing: true,
      material: '钢筋混凝土墙体 外保温涂料饰面',
      openings: content.openings,
    };
    return [outer, ...(content.elements ?? []).map((element) => placed(element, origin, turnDeg))];
  });
}

interface SlabOptions {
  readonly key: string;
  readonly name: string;
  readonly finish: string;
  readonly holes?: readonly (readonly Vec2[])[];
  readonly predefinedType?: string;
  readonly thickness?: number;
}

/** The floor slab of a storey inside its outer walls, its top at floor level. */
export function floorSlab(outline: Outline, options: SlabOptions): Element {
  const { key, name, finish, holes = [], predefinedType = 'FLOOR', thickness = SLAB_M } = options;
  const ring = insetRing(ringOf(outline), (edge) => (outline.sides[edge]?.joint ? 0 : OUTER_WALL_M));
  return {
    ifc: 'IfcSlab',
    key,
    name,
    at: [0, 0, 0],
    turnDeg: 0,
    shape: [prism(finish, ring, -thickness, thickness, holes)],
    predefinedType,
    external: false,
    loadBearing: true,
    material: '钢筋混凝土 C30',
  };
}

interface BandOptions {
  readonly key: string;
  readonly finish: string;
  /** Lower edge above the storey's floor, height, and how far it stands out, metres. */
  readonly z: number;
  readonly height: number;
  readonly projection: number;
}

/** A horizontal band around the outer face: string course, cornice, coping. */
export function band(outline: Outline, { key, finish, z, height, projection }: BandOptions): Element {
  const ring = ringOf(outline);
  const joint = (edge: number) => outline.sides[edge]?.joint ?? false;
  const outer = insetRing(ring, (edge) => (joint(edge) ? 0 : -projection));
  const inner = insetRing(ring, (edge) => (joint(edge) ? 0.02 : OUTER_WALL_M));
  return {
    ifc: 'IfcCovering',
    key,
    name: '线脚',
    at: [0, 0, 0],
    turnDeg: 0,
    shape: [prism(finish, outer, z, height, [inner])],
    predefinedType: 'MOLDING',
    material: 'GRC 线条',
  };
}

/** The stone foot of a building between the ground outside and its ground floor, `rise` metres higher. */
export function plinth(outline: Outline, key: string, rise: number): Element {
  return band(outline, { key, finish: 'stone', z: -rise, height: rise, projection: 0.08 });
}

/** The upstand around a flat roof. */
export function parapet(outline: Outline, key: string, finish: string, height: number, wall = 0.2): Element {
  const ring = ringOf(outline);
  const joint = (edge: number) => outline.sides[edge]?.joint ?? false;
  const inner = insetRing(ring, (edge) => (joint(edge) ? 0.02 : wall));
  return {
    ifc: 'IfcWall',
    key,
    name: '女儿墙',
    at: [0, 0, 0],
    turnDeg: 0,
    shape: [prism(finish, ring, 0, height, [inner])],
    predefinedType: 'PARAPET',
    external: true,
    loadBearing: false,
    material: '钢筋混凝土墙体 外保温涂料饰面',
  };
}
