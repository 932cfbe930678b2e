import type { Vector3 } from 'three';
import type { LocalPoint } from 'twin-core';

/** A point of the building frame (x right, y forward, z up, metres) in three's axes: x right, y up, z backward. */
export function toThree([x, y, z]: LocalPoint, target: Vector3): Vector3 {
  return target.set(x, z, -y);
}

/** A point in three's axes on the plan of the building frame: [x, y] metres. */
export function toPlan({ x, z }: { readonly x: number; readonly z: number }): PlanPoint {
  return [x, -z];
}

/** [x, y] metres in the building frame. */
export type PlanPoint = readonly [x: number, y: number];
