/** A point or vector [x, y, z] in metres, Z-up. */
export type Vector3 = readonly [number, number, number];

// Beyond this a tangent plane at the origin is more than a centimetre off, and 32-bit floats lose millimetres.
const FAR_M = 1000;

/**
 * Origin of the building frame in the project's axes, metres: the project's own origin, or, where the file draws in survey
 * coordinates, the first product's place rounded to whole metres.
 */
export function frameOrigin(firstPoint: Vector3): Vector3 {
  if (Math.max(...firstPoint.map(Math.abs)) <= FAR_M) return [0, 0, 0];
  const [x, y, z] = firstPoint;
  return [Math.round(x), Math.round(y), Math.round(z)];
}

/** The middle of many points, axis by axis: half of them lie on either side, so that a few far ones do not move it. */
export function middleOf(points: readonly Vector3[]): Vector3 {
  const [x = 0, y = 0, z = 0] = [0, 1, 2].map((axis) => {
    const values = points.map((point) => point[axis]!).sort((a, b) => a - b);
    return values[values.length >> 1];
  });
  return [x, y, z];
}
