import type { IfcModel } from './model.ts';
import type { Storey } from './spatial-tree.ts';
import type { Shaped } from './storey-group.ts';
import { ifc } from './web-ifc.ts';

interface Level {
  /** Millimetres of the building frame. */
  readonly z: number;
  /** How much speaks for it: square metres of floor, or products that stand there. */
  readonly weight: number;
}

/** Floors nearer than this are one storey with steps in it: no room is lower than 2 m. */
const SAME_STOREY_MM = 1800;
/** A level with less than this share of the largest is a landing or a canopy. */
const LEAST_SHARE = 0.1;
// Ground floors lie about the project's zero, a few steps up or down.
const GROUND_MM = 1000;

/** Upper sides of slabs, by their area in plan. */
function floorLevels(model: IfcModel, shaped: readonly Shaped[]): Level[] {
  const slabs = new Set(model.ids(ifc.IFCSLAB));
  return shaped.flatMap(({ product, mesh: { bounds } }): Level[] => {
    const [x, y, z] = [0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!) as [number, number, number];
    // A slope is no floor: thicker than a metre, it is a roof or a ramp.
    return slabs.has(product.id) && z < 1000 ? [{ z: bounds[5], weight: (x * y) / 1e6 }] : [];
  });
}

/** Feet of what is as tall as a storey; of everything, where nothing is. */
function standingLevels(shaped: readonly Shaped[]): Level[] {
  const tall = shaped.filter(({ mesh: { bounds } }) => bounds[5] - bounds[2] >= SAME_STOREY_MM);
  return (tall.length > 0 ? tall : shaped).map(({ mesh }) => ({ z: mesh.bounds[2], weight: 1 }));
}

/** Levels of storeys, lowest first: the weightiest takes those near it, and so on. */
function clusterLevels(levels: readonly Level[]): number[] {
  const weights = new Map<number, number>();
  for (const { z, weight } of levels) weights.set(z, (weights.get(z) ?? 0) + weight);
  const byWeight = [...weights].sort(([za, a], [zb, b]) => b - a || za - zb);
  const least = (byWeight[0]?.[1] ?? 0) * LEAST_SHARE;
  const found: number[] = [];
  for (const [z, weight] of byWeight) {
    if (weight >= least && found.every((other) => Math.abs(other - z) >= SAME_STOREY_MM)) found.push(z);
  }
  return found.sort((a, b) => a - b);
}

/**
 * Storeys for a file that has none, from the heights of its slabs, or of the feet of what stands in it where it has no slabs
 * either. Named 1F upwards from about the project's zero and B1 downwards. `originZ` is the building frame's height in the
 * project's axes, metres.
 */
export function inferStoreys(model: IfcModel, shaped: readonly Shaped[], originZ: number): Storey[] {
  const floors = floorLevels(model, shaped);
  const levels = clusterLevels(floors.length > 0 ? floors : standingLevels(shaped));
  // −1, where all lie below: then the lowest is the ground floor.
  const ground = Math.max(
    0,
    levels.findIndex((z) => z + originZ * 1000 >= -GROUND_MM),
  );
  return levels.map((z, index) => {
    const name = index >= ground ? `${index - ground + 1}F` : `B${ground - index}`;
    return { id: -1 - index, globalId: `inferred-${name}`, name, elevation: z / 1000 + originZ, inferred: true };
  });
}
