import { sunAt, sunDirection, winterSolstice } from './sun-position.ts';
import type { TriangleTree } from './triangle-tree.ts';

/** GB 50180-2018, table 4.0.9: on the day of the winter solstice sun counts from 9 to 15 o'clock of apparent solar time. */
const FROM_H = 9;
const TO_H = 15;
/** Minutes between looks at the sun: sun hours are known to twice that for each time that it appears or goes. */
const STEP_MIN = 5;
/** Farther than this nothing stands in the sun's way. */
const SKY_M = 3000;

/** Directions to the sun through a day of which it counts, [n × 3], and how much time each stands for. */
export interface SunPath {
  readonly directions: Float64Array;
  readonly stepH: number;
}

/** The sun's way on the day of the winter solstice of a year, at a latitude in degrees. */
export function solsticePath(year: number, latitude: number, stepMin = STEP_MIN): SunPath {
  const { declinationDeg } = sunAt(winterSolstice(year));
  const steps = Math.round(((TO_H - FROM_H) * 60) / stepMin);
  const stepH = (TO_H - FROM_H) / steps;
  const directions = new Float64Array(steps * 3);
  for (let i = 0; i < steps; i++) {
    directions.set(sunDirection(declinationDeg, FROM_H + (i + 0.5) * stepH, latitude), i * 3);
  }
  return { directions, stepH };
}

/** Hours of sun in points before walls, [n × 3] each with its outward normal, [n × 3]; all that it gets together. */
export function sunHours(tree: TriangleTree, points: Float32Array, normals: Float32Array, path: SunPath): Float32Array {
  const hours = new Float32Array(points.length / 3);
  const { directions, stepH } = path;
  for (let i = 0; i < points.length; i += 3) {
    for (let k = 0; k < directions.length; k += 3) {
      const [x, y, z] = [directions[k]!, directions[k + 1]!, directions[k + 2]!];
      if (z <= 0 || x * normals[i]! + y * normals[i + 1]! + z * normals[i + 2]! <= 0) continue;
      if (!tree.isBlocked(points[i]!, points[i + 1]!, points[i + 2]!, x, y, z, 0, SKY_M)) hours[i / 3]! += stepH;
    }
  }
  return hours;
}
