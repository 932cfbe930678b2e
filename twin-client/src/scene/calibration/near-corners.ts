/** A point on a canvas, CSS pixels, and how far before the eye. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly depthM: number;
}

/** What is nearer to the eye's plane than this is not drawn, metres. */
const NEAREST_M = 0.2;
/** Corners of which one is so much nearer to the pointer are told apart by that, else by which is nearer to the eye; CSS pixels. */
const STEP_PX = 4;

/** Where earth-centred places are on a canvas. `viewProjection`: world to clip space, column by column. */
export function projector(
  m: ArrayLike<number>,
  width: number,
  height: number,
): (x: number, y: number, z: number) => DrawnPoint | null {
  const row = (r: number, x: number, y: number, z: number) => m[r]! * x + m[4 + r]! * y + m[8 + r]! * z + m[12 + r]!;
  return (x, y, z) => {
    const w = row(3, x, y, z);
    if (w < NEAREST_M) return null;
    return {
      x: (row(0, x, y, z) / w / 2 + 0.5) * width,
      y: (0.5 - row(1, x, y, z) / w / 2) * height,
      depthM: w,
    };
  };
}

/** Numbers of the corners ([n × 3] metres) that are drawn within `reachPx` of a point, the likeliest first. */
export function nearCorners(
  corners: Float64Array,
  at: { readonly x: number; readonly y: number },
  reachPx: number,
  project: ReturnType<typeof projector>,
): number[] {
  const found: { readonly corner: number; readonly step: number; readonly depthM: number }[] = [];
  for (let corner = 0; corner * 3 < corners.length; corner++) {
    const drawn = project(corners[corner * 3]!, corners[corner * 3 + 1]!, corners[corner * 3 + 2]!);
    if (!drawn) continue;
    const awayPx = Math.hypot(drawn.x - at.x, drawn.y - at.y);
    if (awayPx <= reachPx) found.push({ corner, step: Math.floor(awayPx / STEP_PX), depthM: drawn.depthM });
  }
  return found.sort((a, b) => a.step - b.step || a.depthM - b.depthM).map(({ corner }) => corner);
}
