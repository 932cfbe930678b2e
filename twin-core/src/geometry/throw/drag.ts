/** A kind of thing by how air brakes it. */
export interface DragClass {
  readonly id: 'dense' | 'heavy' | 'medium' | 'light' | 'sheet';
  /** Speed at which air carries its weight, metres a second, and the standard deviation of its logarithm. */
  readonly terminalMps: number;
  readonly logSigma: number;
  /** Share among thrown things, before anything is seen. */
  readonly share: number;
}

/** Standard gravity, metres a second squared (ISO 80000-3). */
export const GRAVITY = 9.80665;

/**
 * Deceleration by air is k·v², k = ρ·Cd·A/(2m) = g/vt². Terminal speeds by Cd of Hoerner, Fluid-Dynamic Drag (1965, ch. 3): sphere 0.47,
 * cube 1.05, long cylinder across 1.2, plate across 1.17; masses and sizes of household things (docs/back-trace.md).
 */
export const DRAG_CLASSES: readonly DragClass[] = [
  // Stone, brick, tool, full bottle of glass.
  { id: 'dense', terminalMps: 50, logSigma: 0.28, share: 0.2 },
  // Full plastic bottle, fruit, flower pot, battery.
  { id: 'heavy', terminalMps: 30, logSigma: 0.28, share: 0.25 },
  // Shoe, empty glass bottle, bag of rubbish, toy.
  { id: 'medium', terminalMps: 16, logSigma: 0.3, share: 0.25 },
  // Empty can or plastic bottle, cigarette end, cardboard box.
  { id: 'light', terminalMps: 7, logSigma: 0.4, share: 0.2 },
  // Plastic bag, paper, cloth.
  { id: 'sheet', terminalMps: 3, logSigma: 0.5, share: 0.1 },
];

/** Logarithm of k, per metre, at a terminal speed. */
export function logDrag(terminalMps: number): number {
  return Math.log(GRAVITY / (terminalMps * terminalMps));
}
