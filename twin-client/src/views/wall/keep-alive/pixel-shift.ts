/** Between one step and the next, minutes, where the address says nothing. */
const PERIOD_MIN = 3;
const LONGEST_MIN = 60;
/** Around a square of 4 px: content that stands still for weeks wears the same pixels. */
const STEPS = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
  [-2, 2],
  [-2, 0],
  [-2, -2],
  [0, -2],
  [2, -2],
] as const;

/** Ms between steps by `?shift=MINUTES`; null for `?shift=0`, where nothing is moved. */
export function shiftPeriodMs(query: string): number | null {
  const given = new URLSearchParams(query).get('shift');
  const minutes = given === null || given === '' ? PERIOD_MIN : Number(given);
  if (minutes === 0) return null;
  return (minutes > 0 && minutes <= LONGEST_MIN ? minutes : PERIOD_MIN) * 60_000;
}

/** Where content stands in a step, CSS pixels right and down. It jumps and does not glide: it is no motion. */
export function shiftOf(step: number): readonly [x: number, y: number] {
  return STEPS[step % STEPS.length]!;
}
