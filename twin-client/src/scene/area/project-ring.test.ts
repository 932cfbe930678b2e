import { Matrix4, PerspectiveFrustum } from '@cesium/engine';
import { expect, test } from 'vitest';
import { projectRing } from './project-ring.ts';

/** A camera at the origin that looks along −z, 90° wide, on a canvas of 200 × 200 pixels. */
const frustum = new PerspectiveFrustum({ fov: Math.PI / 2, aspectRatio: 1, near: 0.1, far: 1000 });
const project = (...places: [number, number, number][]) =>
  projectRing(places.flat(), Matrix4.toArray(frustum.projectionMatrix), 200, 200);

test('a ring before the camera keeps its corners', () => {
  const ring = project([-5, -5, -10], [5, -5, -10], [5, 5, -10], [-5, 5, -10]);
  expect(ring.map((point) => point.map((px) => Math.round(px) + 0))).toEqual([
    [50, 150],
    [150, 150],
    [150, 50],
    [50, 50],
  ]);
});

test('of a ring around the camera the part behind is cut off, and what is before stays in place', () => {
  const ring = project([-20, -2, -20], [20, -2, -20], [20, -2, 20], [-20, -2, 20]);
  expect(ring.length).toBe(4);
  expect(ring.slice(0, 2).map((point) => point.map((px) => Math.round(px) + 0))).toEqual([
    [0, 110],
    [200, 110],
  ]);
  // Cut at the plane, its sides leave the canvas downward.
  expect(ring.slice(2).every(([, y]) => y > 200)).toBe(true);
});

test('a ring behind the camera is not drawn', () => {
  expect(project([-1, 0, 5], [1, 0, 5], [0, 1, 5])).toEqual([]);
});
