/** A normal distribution of parameters: their means, and their covariance [n × n]. */
export interface Spread {
  readonly parameters: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Narrows a distribution in place by a measurement along an axis of three of its parameters, from `first` on. Answers with the logarithm of the
 * mean over it of exp(−d² / 2), d being the distance from what was measured in standard deviations of the measurement.
 */
export function measure(
  { parameters, covariance }: Spread,
  first: number,
  axis: readonly [number, number, number],
  value: number,
  variance: number,
): number {
  const size = parameters.length;
  const row = parameters.map((_, i) => {
    const at = i * size + first;
    return axis[0] * covariance[at]! + axis[1] * covariance[at + 1]! + axis[2] * covariance[at + 2]!;
  });
  const along = (of: Float64Array) => axis[0] * of[first]! + axis[1] * of[first + 1]! + axis[2] * of[first + 2]!;
  const own = along(row);
  const all = variance + own;
  const off = value - along(parameters);
  for (let i = 0; i < size; i++) {
    parameters[i]! += (row[i]! / all) * off;
    for (let j = 0; j < size; j++) covariance[i * size + j]! -= (row[i]! * row[j]!) / all;
  }
  return -Math.log1p(own / variance) / 2 - (off * off) / (2 * all);
}
