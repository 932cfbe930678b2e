import type { Box3, PerspectiveCamera } from 'three';
import { Vector3 } from 'three';

/** Share of the picture's half width and height that a fitted box may fill. */
const FILL = 0.86;

/**
 * How far a camera must stand from `target`, looking along `forward` (unit), so that a whole box is in its picture; metres. Uses the
 * camera's field of view and aspect, its `up` for what is upright.
 */
export function fitDistance(camera: PerspectiveCamera, box: Box3, target: Vector3, forward: Vector3): number {
  const right = new Vector3().crossVectors(forward, camera.up).normalize();
  const up = new Vector3().crossVectors(right, forward);
  const tallness = Math.tan((camera.fov * Math.PI) / 360) * FILL;
  const wideness = tallness * camera.aspect;
  let distance = 0;
  const corner = new Vector3();
  for (let at = 0; at < 8; at++) {
    corner.set(at & 1 ? box.max.x : box.min.x, at & 2 ? box.max.y : box.min.y, at & 4 ? box.max.z : box.min.z);
    corner.sub(target);
    const nearer = -corner.dot(forward);
    const across = Math.max(Math.abs(corner.dot(right)) / wideness, Math.abs(corner.dot(up)) / tallness);
    distance = Math.max(distance, nearer + across);
  }
  return distance;
}
