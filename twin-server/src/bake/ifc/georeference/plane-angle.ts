import type { GeoreferenceFinding } from 'twin-core';
import { numberOf, numbersOf } from '../values.ts';
import { finding } from './finding.ts';

/** A latitude or longitude as a file gives it, degrees. */
export interface PlaneAngle {
  readonly degrees: number;
  /** To how many degrees it is given. */
  readonly precisionDeg: number;
  readonly believed: boolean;
  /** What it may mean besides. */
  readonly alternative: number | null;
  readonly findings: readonly GeoreferenceFinding[];
}

const SECOND_DEG = 1 / 3600;
/** What a fourth part adds: millionths of a second. */
const FINEST_DEG = SECOND_DEG / 1e6;

function precisionOf([, minutes = 0, seconds = 0, millionths = 0]: readonly number[]): number {
  if (millionths !== 0) return FINEST_DEG;
  if (seconds !== 0) return SECOND_DEG;
  return minutes !== 0 ? 1 / 60 : 1;
}

/**
 * An IfcCompoundPlaneAngleMeasure: degrees, minutes, seconds and millionths of a second, all of one sign. Exporters also
 * write one decimal number, decimals as if they were minutes (37.87° as 37, 87), and the sign on the degrees alone.
 */
export function readPlaneAngle(axis: 'latitude' | 'longitude', value: unknown): PlaneAngle | null {
  const single = numberOf(value);
  const parts = numbersOf(value) ?? (single === null ? [] : [single]);
  const [degrees, minutes = 0, seconds = 0, millionths = 0] = parts;
  if (degrees === undefined) return null;
  if (!Number.isInteger(degrees)) {
    const findings = [finding('site.decimal', 'note', { axis })];
    return { degrees, precisionDeg: FINEST_DEG, believed: true, alternative: null, findings };
  }
  const sign = Math.sign([degrees, minutes, seconds, millionths].find((part) => part !== 0) ?? 0);
  const size = [degrees, minutes, seconds, millionths].map(Math.abs) as [number, number, number, number];
  const sum = (d: number, m: number, s: number, u: number) => d + m / 60 + (s + u / 1e6) / 3600;
  const whole = sign * sum(...size);
  if (size[1] >= 60 || size[2] >= 60) {
    const decimal = Number(`${size[0]}.${size[1]}${size[2] === 0 ? '' : size[2]}`);
    return {
      degrees: whole,
      precisionDeg: precisionOf(parts),
      believed: false,
      alternative: sign * decimal,
      findings: [finding('site.minutes', 'refused', { axis, minutes, seconds })],
    };
  }
  const added = sum(degrees, minutes, seconds, millionths);
  const mixed = Math.abs(added - whole) > FINEST_DEG / 2;
  return {
    degrees: whole,
    precisionDeg: precisionOf(parts),
    believed: true,
    alternative: mixed ? added : null,
    findings: mixed ? [finding('site.signs', 'note', { axis, sum: added })] : [],
  };
}
