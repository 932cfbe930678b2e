/** A point or direction [x, y] in metres. */
export type Vec2 = readonly [x: number, y: number];
/** A point or direction [x, y, z] in metres, z up. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** Cross-section of a solid, metres, in the plane across its axis. Rectangles, hollows and circles are centred on `at`. */
export type Profile =
  | { readonly type: 'rectangle'; readonly x: number; readonly y: number }
  | { readonly type: 'hollow'; readonly x: number; readonly y: number; readonly wall: number }
  | { readonly type: 'circle'; readonly radius: number }
  | { readonly type: 'ring'; readonly ring: readonly Vec2[]; readonly holes?: readonly (readonly Vec2[])[] };

/**
 * A prism: a profile pushed along an axis of the element frame from `at`.
 * Axis 'z': profile in x, y. Axis 'y': profile in x, z. Axis 'x': profile in y, z. Depth in metres, always towards plus.
 */
export interface Solid {
  readonly finish: string;
  readonly profile: Profile;
  readonly at: Vec3;
  readonly axis: 'x' | 'y' | 'z';
  readonly depth: number;
}

/** The geometry of one element: its solids in the element frame. */
export type Shape = readonly Solid[];

/** A box with its lower corner and size in metres. */
export function box(finish: string, [x, y, z]: Vec3, [dx, dy, dz]: Vec3): Solid {
  return {
    finish,
    profile: { type: 'rectangle', x: dx, y: dy },
    at: [x + dx / 2, y + dy / 2, z],
    axis: 'z',
    depth: dz,
  };
}

/** A polygon in plan, with holes, pushed up from height z by depth metres. */
export function prism(
  finish: string,
  ring: readonly Vec2[],
  z: number,
  depth: number,
  holes: readonly (readonly Vec2[])[] = [],
): Solid {
  return { finish, profile: { type: 'ring', ring, holes }, at: [0, 0, z], axis: 'z', depth };
}

/** A polygon in y, z pushed along x: stair flights, ramps, gable roofs. */
export function prismAlongX(finish: string, ring: readonly Vec2[], x: number, depth: number): Solid {
  return { finish, profile: { type: 'ring', ring }, at: [x, 0, 0], axis: 'x', depth };
}

/** A rectangular frame standing in the x, z plane: lower left corner, outer width and height, bar width, depth along y. */
export function frame(
  finish: string,
  [x, y, z]: Vec3,
  width: number,
  height: number,
  bar: number,
  depth: number,
): Solid {
  return {
    finish,
    profile: { type: 'hollow', x: width, y: height, wall: bar },
    at: [x + width / 2, y, z + height / 2],
    axis: 'y',
    depth,
  };
}

/** A round column or tank standing on z with its centre at x, y. */
export function cylinder(finish: string, [x, y, z]: Vec3, radius: number, height: number): Solid {
  return { finish, profile: { type: 'circle', radius }, at: [x, y, z], axis: 'z', depth: height };
}
