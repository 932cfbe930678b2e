/** A straight line through points, by least squares. */
export interface LineFit {
  /** Of y for one of x. */
  readonly slope: number;
  /** Standard error of the slope; infinite for fewer than three points. */
  readonly slopeError: number;
  readonly intercept: number;
}

/** Fits y = intercept + slope · x. Throws an Error for fewer than two points. */
export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): LineFit {
  const n = points.length;
  if (n < 2) throw new Error(`a line needs two points, not ${n}`);
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const intercept = meanY - slope * meanX;
  const residual = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0);
  const slopeError = n < 3 ? Number.POSITIVE_INFINITY : Math.sqrt(residual / (n - 2) / spread);
  return { slope, slopeError, intercept };
}
