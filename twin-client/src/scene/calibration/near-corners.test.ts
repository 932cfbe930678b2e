import { Matrix4, PerspectiveFrustum } from '@cesium/engine';
import { expect, test } from 'vitest';
import { nearCorners, projector } from './near-corners.ts';

/** An eye at the origin that looks along −z, 90° wide, on a canvas of 200 × 200 pixels. */
const frustum = new PerspectiveFrustum({ fov: Math.PI / 2, aspectRatio: 1, near: 0.1, far: 1000 });
const project = projector(Matrix4.toArray(frustum.projectionMatrix), 200, 200);
const corners = (...places: [number, number, number][]) => Float64Array.from(places.flat());

test('7.2.16-1 a corner is drawn where the eye has it, and nowhere behind it', () => {
  expect(project(5, 2, -10)).toMatchObject({ x: expect.closeTo(150, 6), y: expect.closeTo(80, 6), depthM: 10 });
  expect(project(0, 0, 10)).toBeNull();
});

test('7.2.16-1 a click means the nearest corner drawn, of two on one spot the one before the other', () => {
  const three = corners([0, 0, -40], [0, 0, -10], [1, 0, -10], [0, 0, 10]);
  expect(nearCorners(three, { x: 101, y: 100 }, 14, project)).toEqual([1, 0, 2]);
  expect(nearCorners(three, { x: 108, y: 100 }, 14, project)[0]).toBe(2);
  expect(nearCorners(three, { x: 160, y: 100 }, 14, project)).toEqual([]);
});
