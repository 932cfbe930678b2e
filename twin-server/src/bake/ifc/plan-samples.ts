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
      const a = indices[t]! * 3;
      if (Math.abs(normals[a + 2]!) < FLAT) continue;
      const b = indices[t + 1]! * 3;
      const c = indices[t + 2]! * 3;
      const ax = positions[a]!;
      const ay = positions[a + 1]!;
      const az = positions[a + 2]!;
      const ux = positions[b]! - ax;
      const uy = positions[b + 1]! - ay;
      const uz = positions[b + 2]! - az;
      const vx = positions[c]! - ax;
      const vy = positions[c + 1]! - ay;
      const vz = positions[c + 2]! - az;
      const area = Math.abs(ux * vy - uy * vx) / 2;
      const rows = Math.min(MAX_ROWS, Math.ceil(Math.sqrt(area) / stepMm));
      sum += area;
      const weight = area / ((rows * (rows + 1)) / 2);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < rows - i; j++) {
          const s = (i + 1 / 3) / rows;
          const r = (j + 1 / 3) / rows;
          onPoint(ax + ux * s + vx * r, ay + uy * s + vy * r, az + uz * s + vz * r, weight);
        }
      }
    }
  }
  return sum;
}

/**
 * Points of the lines that a product draws in plan, at most `stepMm` apart, weighted by length; returns their whole length.
 * A steep triangle draws its longest side; a level one is a product's top or bottom, whose sides the steep ones draw.
 */
export function sampleLines({ pieces }: Pick<ProductMesh, 'pieces'>, stepMm: number, onPoint: OnPlanPoint): number {
  let sum = 0;
  for (const { facets } of pieces) {
    const { positions, normals, indices } = facets;
    for (let t = 0; t < indices.length; t += 3) {
      if (Math.abs(normals[indices[t]! * 3 + 2]!) >= FLAT) continue;
      let from = 0;
      let longest = 0;
      let dx = 0;
      let dy = 0;
      for (let k = 0; k < 3; k++) {
        const a = indices[t + k]! * 3;
        const b = indices[k === 2 ? t : t + k + 1]! * 3;
        const x = positions[b]! - positions[a]!;
        const y = positions[b + 1]! - positions[a + 1]!;
        if (x * x + y * y > longest) {
          longest = x * x + y * y;
          from = a;
          dx = x;
          dy = y;
        }
      }
      if (longest === 0) continue;
      const length = Math.sqrt(longest);
      const steps = Math.ceil(length / stepMm);
      sum += length;
      for (let i = 0; i < steps; i++) {
        const s = (i + 0.5) / steps;
        onPoint(positions[from]! + dx * s, positions[from + 1]! + dy * s, positions[from + 2]!, length / steps);
      }
    }
  }
  return sum;
}
