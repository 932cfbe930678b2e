import { Box3, Vector3 } from 'three';
import type { LocalPoint, StoreyModel } from 'twin-core';

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

/** A box of the building frame in three's axes, its top no higher than `topM` metres. */
export function toThreeBox({ min, max }: NonNullable<StoreyModel['box']>, topM = Infinity): Box3 {
  const [left, front, bottom] = min;
  const [right, back, top] = max;
  return new Box3(new Vector3(left, bottom, -back), new Vector3(right, Math.min(top, topM), -front));
}
