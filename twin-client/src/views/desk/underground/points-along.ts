import type { LonLat } from '../../../state/ground-plan.ts';

const RADIANS = Math.PI / 180;
/** Mean radius of the Earth, metres (IUGG). */
const EARTH_M = 6_371_009;

/** `count` points along a line, its ends among them, with their distance from its beginning in metres. */
export function pointsAlong(
  line: readonly LonLat[],
  count: number,
): { readonly place: LonLat; readonly distanceM: number }[] {
  const starts = [0];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const east = (b[0] - a[0]) * RADIANS * EARTH_M * Math.cos(a[1] * RADIANS);
    starts.push(starts[i - 1]! + Math.hypot(east, (b[1] - a[1]) * RADIANS * EARTH_M));
  }
  const whole = starts.at(-1)!;
  return Array.from({ length: count }, (_, i) => {
    const distanceM = (whole * i) / (count - 1);
    const leg = Math.max(
      1,
      starts.findIndex((start) => start >= distanceM - 1e-9),
    );
    const [a, b] = [line[leg - 1]!, line[leg]!];
    const share = (distanceM - starts[leg - 1]!) / (starts[leg]! - starts[leg - 1]! || 1);
    const place: LonLat = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    return { place, distanceM };
  });
}
