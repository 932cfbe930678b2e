import { Box3, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { fitView, openingOf } from './fit-view.ts';

/** Normalized device coordinates of a box's corners as a camera sees them. */
function cornersSeen(camera: PerspectiveCamera, { min, max }: Box3): Vector3[] {
  return [min.x, max.x].flatMap((x) =>
    [min.y, max.y].flatMap((y) => [min.z, max.z].map((z) => new Vector3(x, y, z).project(camera))),
  );
}

describe('fitView', () => {
  test.each([
    ['a storey', new Box3(new Vector3(-16, 47, -8), new Vector3(16, 50, 10))],
    ['a tower', new Box3(new Vector3(-16, -3, -8), new Vector3(16, 83, 10))],
  ])('%s lies whole in the share of the picture, touches its edge and stands in its middle', (_name, box) => {
    const camera = new PerspectiveCamera(32, 16 / 9, 0.5, 2_000);
    const share = { width: 0.8, height: 0.7 };
    const forward = new Vector3(-0.3, -0.8, -0.6).normalize();
    const { target, distance } = fitView(box, forward, openingOf(camera, share));
    camera.position.copy(target).addScaledVector(forward, -distance);
    camera.lookAt(target);
    camera.updateMatrixWorld();
    const seen = cornersSeen(camera, box);
    const [left, right] = [Math.min(...seen.map(({ x }) => x)), Math.max(...seen.map(({ x }) => x))];
    const [low, high] = [Math.min(...seen.map(({ y }) => y)), Math.max(...seen.map(({ y }) => y))];
    expect(Math.max(right / share.width, high / share.height)).toBeCloseTo(1, 1);
    expect((left + right) / 2).toBeCloseTo(0, 1);
    expect((low + high) / 2).toBeCloseTo(0, 1);
  });
});
