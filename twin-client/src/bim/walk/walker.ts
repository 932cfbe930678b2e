import type { Point3 } from '../solid/triangle-bvh.ts';
import { closestToTriangle } from './closest-segment.ts';

/** What a walker meets, in three's axes (y up), metres. */
export interface WalkWorld {
  /** Height of the highest floor below a point within `reach` metres; null where there is none. */
  floorBelow(from: Point3, reach: number): number | null;
  /** Visits the triangles near a box that stop a walker. */
  touching(min: Point3, max: Point3, visit: (a: Point3, b: Point3, c: Point3) => void): void;
}

/** What a walker wants: shares of full pace from −1 to 1, along and across the way it looks. */
export interface WalkWish {
  readonly forward: number;
  readonly right: number;
  readonly hurried: boolean;
}

/** Height of the eyes above the floor, metres. */
export const EYE_M = 1.6;
/** Half the breadth of a walker and its height, metres: it fits through a door of 0.7 m. */
const RADIUS_M = 0.25;
const HEIGHT_M = 1.75;
/** What is no higher is stepped upon, metres: two risers of a stair, so that a slow frame climbs too. */
const STEP_M = 0.36;
/** A deeper drop is not stepped into: nobody walks off a balcony or into a lift shaft. Metres. */
const DEEPEST_M = 1.1;
/** An easy walk and a brisk one, metres a second (GB 50157 reckons corridors with 1 to 1.3). */
const PACE_M_S = 1.4;
const HURRIED_M_S = 3.2;
/** How fast feet follow a stair, metres a second. */
const CLIMB_M_S = 2.2;
const GRAVITY_M_S2 = 9.81;
/** One step of the reckoning, seconds: the way is the same whatever the frames a second. */
const TICK_S = 1 / 60;
/** Time beyond this in one frame is lost, seconds: nobody leaps after a pause. */
const LONGEST_FRAME_S = 0.5;
/** Floors are felt below the middle and this far around it, metres. */
const FOOT_M = 0.12;
const PUSHES = 3;

/** A walker on a building's floors: stops at walls, climbs stairs, falls where there is no floor. */
export class Walker {
  /** Where the feet are, in three's axes, metres. */
  readonly feet: { x: number; y: number; z: number };
  readonly #world: WalkWorld;
  #falling = 0;
  #owed = 0;

  constructor(world: WalkWorld, [x, y, z]: Point3) {
    this.#world = world;
    this.feet = { x, y, z };
  }

  /** Walks for a time in seconds. `yaw` is the way it looks: 0 along −z, growing to the left, radians. Returns whether it moved. */
  walk(seconds: number, wish: WalkWish, yaw: number): boolean {
    const before = { ...this.feet };
    this.#owed += Math.min(seconds, LONGEST_FRAME_S);
    for (; this.#owed >= TICK_S; this.#owed -= TICK_S) this.#tick(wish, yaw);
    const { x, y, z } = this.feet;
    return Math.hypot(x - before.x, y - before.y, z - before.z) > 1e-5;
  }

  #tick({ forward, right, hurried }: WalkWish, yaw: number): void {
    const size = Math.hypot(forward, right);
    if (size > 0) {
      const pace = ((hurried ? HURRIED_M_S : PACE_M_S) * TICK_S * Math.min(1, size)) / size;
      const [sin, cos] = [Math.sin(yaw), Math.cos(yaw)];
      this.#move((right * cos - forward * sin) * pace, (-right * sin - forward * cos) * pace);
    }
    this.#stand();
  }

  /** Moves as far as walls let it; along one axis alone where the whole way would lead over an edge. */
  #move(dx: number, dz: number): void {
    const { x, z } = this.feet;
    for (const [ax, az] of [
      [dx, dz],
      [dx, 0],
      [0, dz],
    ] as const) {
      this.feet.x = x + ax;
      this.feet.z = z + az;
      this.#pushOut();
      if (this.#falling > 0 || this.#floor() !== null) return;
    }
    this.feet.x = x;
    this.feet.z = z;
  }

  #stand(): void {
    const floor = this.#floor();
    const { feet } = this;
    if (floor !== null && floor >= feet.y - 0.02 - this.#falling * TICK_S) {
      this.#falling = 0;
      feet.y = Math.min(floor, feet.y + CLIMB_M_S * TICK_S) < floor ? feet.y + CLIMB_M_S * TICK_S : floor;
    } else if (floor !== null && floor >= feet.y - STEP_M && this.#falling === 0) {
      feet.y = Math.max(floor, feet.y - CLIMB_M_S * TICK_S);
    } else if (floor !== null) {
      this.#falling += GRAVITY_M_S2 * TICK_S;
      feet.y = Math.max(floor, feet.y - this.#falling * TICK_S);
    }
  }

  /** The floor under the feet, the highest of five places; null where the drop is too deep. */
  #floor(): number | null {
    const { x, y, z } = this.feet;
    let highest: number | null = null;
    for (const [dx, dz] of [
      [0, 0],
      [FOOT_M, 0],
      [-FOOT_M, 0],
      [0, FOOT_M],
      [0, -FOOT_M],
    ] as const) {
      const floor = this.#world.floorBelow([x + dx, y + STEP_M, z + dz], STEP_M + DEEPEST_M);
      if (floor !== null && (highest === null || floor > highest)) highest = floor;
    }
    return highest;
  }

  /** Moves out of what stands in the way, on the level. */
  #pushOut(): void {
    const { feet } = this;
    for (let push = 0; push < PUSHES; push++) {
      const [low, high] = [feet.y + STEP_M + RADIUS_M, feet.y + HEIGHT_M - RADIUS_M];
      const min: Point3 = [feet.x - RADIUS_M, feet.y + STEP_M, feet.z - RADIUS_M];
      const max: Point3 = [feet.x + RADIUS_M, feet.y + HEIGHT_M, feet.z + RADIUS_M];
      let [deepest, outX, outZ] = [1e-4, 0, 0];
      this.#world.touching(min, max, (a, b, c) => {
        const { on, to } = closestToTriangle([feet.x, low, feet.z], [feet.x, high, feet.z], a, b, c);
        const [dx, dy, dz] = [on[0] - to[0], on[1] - to[1], on[2] - to[2]];
        const level = Math.hypot(dx, dz);
        // What is straight above or below is no wall.
        if (level < 1e-6 || Math.hypot(level, dy) >= RADIUS_M) return;
        const depth = Math.sqrt(RADIUS_M ** 2 - dy ** 2) - level;
        if (depth <= deepest) return;
        deepest = depth;
        outX = (dx / level) * depth;
        outZ = (dz / level) * depth;
      });
      if (outX === 0 && outZ === 0) return;
      feet.x += outX;
      feet.z += outZ;
    }
  }
}
