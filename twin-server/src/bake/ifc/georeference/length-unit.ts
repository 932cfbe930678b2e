import type { GeoreferenceFinding } from 'twin-core';
import type { IfcModel } from '../model.ts';
import { finding } from './finding.ts';

/** International foot, and the US survey foot of 1200 / 3937 m (NIST SP 811, B.6), metres. */
const FOOT_M = 0.3048;
const SURVEY_FOOT_M = 1200 / 3937;
/** Relative difference within which a unit is recognized: the two feet are 2·10⁻⁶ apart. */
const SAME_UNIT = 5e-7;
/** Less than this between the two feet is nothing to speak of, metres. */
const LEAST_M = 0.05;

const NAMES: readonly (readonly [meters: number, name: string])[] = [
  [1, 'm'],
  [0.001, 'mm'],
  [0.01, 'cm'],
  [0.1, 'dm'],
  [1000, 'km'],
  [FOOT_M, 'ft'],
  [SURVEY_FOOT_M, 'US survey ft'],
  [0.0254, 'in'],
];

const isUnit = (a: number, b: number) => Math.abs(a / b - 1) < SAME_UNIT;

function nameOf(meters: number): string {
  return NAMES.find(([unit]) => isUnit(meters, unit))?.[1] ?? `${meters} m`;
}

/** What the file measures lengths in. */
export function lengthUnitFinding(model: IfcModel): GeoreferenceFinding {
  const unitM = model.namedLengthUnitM;
  return unitM === null ? finding('units.missing', 'doubt') : finding('units.length', 'ok', { unit: nameOf(unitM) });
}

/** How far the wrong one of the two feet would move a place given in the other; null where that is nothing. */
export function footFinding(unitM: number, easting: number, northing: number): GeoreferenceFinding | null {
  const other = isUnit(unitM, FOOT_M) ? SURVEY_FOOT_M : isUnit(unitM, SURVEY_FOOT_M) ? FOOT_M : null;
  if (other === null) return null;
  const differenceM = Math.hypot(easting, northing) * Math.abs(other / unitM - 1);
  if (differenceM < LEAST_M) return null;
  return finding('units.feet', 'note', { unit: nameOf(unitM), other: nameOf(other), differenceM });
}
