/** Bounds in whole millimetres of the building frame (Z-up): [minX, minY, minZ, maxX, maxY, maxZ]. */
export type Bounds = [number, number, number, number, number, number];

/** Bounds that hold nothing; grown by joinBounds. */
export function emptyBounds(): Bounds {
  return [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
}

/** Grows `bounds` so that it holds `other` too. */
export function joinBounds(bounds: Bounds, other: Readonly<Bounds>): void {
  for (let axis = 0; axis < 3; axis++) {
    if (other[axis]! < bounds[axis]!) bounds[axis] = other[axis]!;
    if (other[axis + 3]! > bounds[axis + 3]!) bounds[axis + 3] = other[axis + 3]!;
  }
}

/** Whether the bounds hold no point. */
export function isEmpty(bounds: Readonly<Bounds>): boolean {
  return bounds[0] > bounds[3];
}
