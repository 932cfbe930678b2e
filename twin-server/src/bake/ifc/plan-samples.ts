import type { ProductMesh } from './meshes.ts';

/** Told of each point: millimetres of the building frame, and the square millimetres or millimetres that it stands for. */
export type OnPlanPoint = (x: number, y: number, z: number, weight: number) => void;

// Facet normals are stored × 127: a triangle flatter than 60° covers ground, a steeper one draws a line in plan.
const FLAT = 64;
const MAX_ROWS = 24;

/** Points of a product's level surfaces in plan, about `stepMm` apart, weighted by area; returns their whole area in mm². */
export function sampleSurfaces({ pieces }: Pick<ProductMesh, 'pieces'>, stepMm: number, onPoint: OnPlanPoint): number {
  let sum = 0;
  for (const { facets } of pieces) {
    const { positions, normals, indices } = facets;
    for (let t = 0; t < indices.length; t += 3) {
      const [a, b, c] = [indices[t]! * 3, indices[t + 1]! * 3, indices[t + 2]! * 3];
      if (Math.abs(normals[a + 2]!) < FLAT) continue;
      const [ax, ay, az] = [positions[a]!, positions[a + 1]!, positions[a + 2]!];
      const [ux, uy, uz] = [positions[b]! - ax, positions[b + 1]! - ay, positions[b + 2]! - az];
      const [vx, vy, vz] = [positions[c]! - ax, positions[c + 1]! - ay, positions[c + 2]! - az];
      const area = Math.abs(ux * vy - uy * vx) / 2;
      const rows = Math.min(MAX_ROWS, Math.ceil(Math.sqrt(area) / stepMm));
      sum += area;
      const weight = area / ((rows * (rows + 1)) / 2);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < rows - i; j++) {
          const [s, r] = [(i + 1 / 3) / rows, (j + 1 / 3) / rows];
          onPoint(ax + ux * s + vx * r, ay + uy * s + vy * r, az + uz * s + vz * r, weight);
        }
      }
    }
  }
  return sum;
}

/** Points of the lines that a product draws in plan, at most `stepMm` apart, weighted by length; returns their whole length. */
export function sampleLines({ pieces }: Pick<ProductMesh, 'pieces'>, stepMm: number, onPoint: OnPlanPoint): number {
  let sum = 0;
  for (const { facets } of pieces) {
    const { positions, indices } = facets;
    for (let t = 0; t < indices.length; t++) {
      const a = indices[t]! * 3;
      const b = indices[t % 3 === 2 ? t - 2 : t + 1]! * 3;
      const [ax, ay, az] = [positions[a]!, positions[a + 1]!, positions[a + 2]!];
      const [dx, dy, dz] = [positions[b]! - ax, positions[b + 1]! - ay, positions[b + 2]! - az];
      const length = Math.sqrt(dx * dx + dy * dy);
      if (length === 0) continue;
      const steps = Math.ceil(length / stepMm);
      sum += length;
      for (let i = 0; i < steps; i++) {
        const s = (i + 0.5) / steps;
        onPoint(ax + dx * s, ay + dy * s, az + dz * s, length / steps);
      }
    }
  }
  return sum;
}
