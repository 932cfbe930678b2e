import type { OpenRing } from './split-ring.ts';

/** Area of a ring in the square of its unit, positive where it runs counter-clockwise. Relative to its first corner, so that no digits are lost. */
export function signedArea(ring: OpenRing): number {
  const [x0, y0] = [ring[0]![0]!, ring[0]![1]!];
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j]![0]! - x0) * (ring[i]![1]! - y0) - (ring[i]![0]! - x0) * (ring[j]![1]! - y0);
  }
  return sum / 2;
}

/** Whether a ring holds a point. */
export function holds(ring: OpenRing, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a[1]! > y !== b[1]! > y && x < ((b[0]! - a[0]!) * (y - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside;
  }
  return inside;
}

/** A point in a ring, near the middle of its first edge: unlike its corners it lies on no other ring that it touches. */
export function pointIn(ring: OpenRing): [number, number] {
  const inward = signedArea(ring) > 0 ? 1e-4 : -1e-4;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
    const point: [number, number] = [(a[0]! + b[0]!) / 2 - dy * inward, (a[1]! + b[1]!) / 2 + dx * inward];
    if (holds(ring, ...point)) return point;
  }
  return [ring[0]![0]!, ring[0]![1]!];
}
