import { expect, test } from 'vitest';
import { facadesOf } from './facade.ts';
import { letGo } from './leaving.ts';

const [facade] = facadesOf([
  {
    building: 'B',
    storey: '1F',
    home: null,
    middle: [0, 0, 5],
    azimuthDeg: 90,
    widthM: 1,
    heightM: 1,
  },
]);

/** A fit of which only the first speed outwards (east) is known, and how high it began follows from it. */
function fitOf(outMps: number, sigma: number) {
  const covariance = new Float64Array(81);
  for (let i = 0; i < 9; i++) covariance[i * 10] = 1e-6;
  covariance[3 * 9 + 3] = sigma ** 2;
  covariance[2 * 9 + 3] = covariance[3 * 9 + 2] = 2 * sigma ** 2;
  covariance[2 * 9 + 2] = 4 * sigma ** 2 + 0.01;
  return { parameters: Float64Array.of(0, 0, 20, outMps, 0, 0, -5, 0, 0), covariance, logEvidence: 0 };
}

/** Normal density of mean and standard deviation. */
const bell = (x: number, [mean, sigma]: readonly [number, number]) =>
  Math.exp(-(((x - mean) / sigma) ** 2) / 2) / sigma;

test('E6.1.13-2 what was let go has the evidence that the integral over its first speeds gives', () => {
  for (const [outMps, sigma] of [
    [0.4, 0.6],
    [2, 1.2],
    [4, 0.8],
  ] as const) {
    const narrowed = letGo(fitOf(outMps, sigma), facade!);
    let [sum, mean] = [0, 0];
    const step = 0.001;
    for (let v = outMps - 8 * sigma; v < outMps + 8 * sigma; v += step) {
      const share = (bell(v, [outMps, sigma]) * bell(v, [0.5, 0.5])) / bell(v, [2.2, 2.5]) / Math.sqrt(2 * Math.PI);
      sum += share * step;
      mean += share * step * v;
    }
    // Along and upwards it is known to be at rest: there the ratio of both expectations alone counts.
    const sure = Math.log((bell(0, [0, 0.5]) / bell(0, [0, 2])) * (bell(0, [0, 0.5]) / bell(0, [0.2, 1.5])));
    expect(narrowed.logEvidence).toBeCloseTo(Math.log(sum) + sure, 4);
    expect(narrowed.parameters[3]).toBeCloseTo(mean / sum, 3);
    // The height follows the speed.
    expect(narrowed.parameters[2]).toBeCloseTo(20 + 2 * (mean / sum - outMps), 3);
  }
});
