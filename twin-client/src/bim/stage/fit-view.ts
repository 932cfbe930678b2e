import { type Box3, type PerspectiveCamera, Vector3 } from 'three';

/** Where a camera looks and from how far, metres. */
export interface FittedView {
  readonly target: Vector3;
  readonly distance: number;
}

/** Half width and half height of the part of the picture to be filled, as tangents of the angles from its middle. */
export interface Opening {
  readonly across: number;
  readonly up: number;
}

const ROUNDS = 5;

/** The opening of a camera's picture that shares of its width and height leave. */
export function openingOf(
  camera: PerspectiveCamera,
  share: { readonly width: number; readonly height: number },
): Opening {
  const tallness = Math.tan((camera.fov * Math.PI) / 360);
  return { across: tallness * camera.aspect * share.width, up: tallness * share.height };
}

/** The nearest view along `forward` (unit, not upright) that has a whole box in the opening, in the middle of it. */
export function fitView(box: Box3, forward: Vector3, opening: Opening): FittedView {
  const right = new Vector3().crossVectors(forward, new Vector3(0, 1, 0)).normalize();
  const up = new Vector3().crossVectors(right, forward);
  const corners = cornersOf(box);
  const target = box.getCenter(new Vector3());
  let distance = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const seen = corners.map((corner) => {
      const from = corner.clone().sub(target);
      return { across: from.dot(right), up: from.dot(up), behind: from.dot(forward) };
    });
    distance = Math.max(
      ...seen.map((at) => Math.max(Math.abs(at.across) / opening.across, Math.abs(at.up) / opening.up) - at.behind),
    );
    // Near corners reach further out than far ones: the middle of the picture is not the middle of the box.
    target.addScaledVector(right, middle(seen.map((at) => at.across / (distance + at.behind))) * distance);
    target.addScaledVector(up, middle(seen.map((at) => at.up / (distance + at.behind))) * distance);
  }
  return { target, distance };
}

function cornersOf({ min, max }: Box3): Vector3[] {
  return [min.x, max.x].flatMap((x) => [min.y, max.y].flatMap((y) => [min.z, max.z].map((z) => new Vector3(x, y, z))));
}

const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
