/** How a person sees colors: as most do, or without the cones for red, green or blue. */
export const VISIONS = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof VISIONS)[number];

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Linear RGB to what is seen: Machado, Oliveira and Fernandes 2009, severity 1. */
const SEEN: Readonly<Record<Vision, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Linear sRGB to XYZ of D65, and its white. */
const XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE: Triple = [0.95047, 1, 1.08883];

/** How far apart two #rrggbb colors are to such a person: ΔE of CIE 1976; 2.3 is just seen side by side. */
export function seenDifference(a: string, b: string, vision: Vision): number {
  const [one, other] = [a, b].map((color) => lab(times(SEEN[vision], linear(color)))) as [Triple, Triple];
  return Math.hypot(...one.map((value, axis) => value - other[axis]!));
}

function linear(color: string): Triple {
  return [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as unknown as Triple;
}

function lab(rgb: Triple): Triple {
  const shares = times(XYZ, rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple);
  const [x, y, z] = shares.map((value, axis) => {
    const share = value / WHITE[axis]!;
    return share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 27 / 116 + 16 / 116;
  }) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const times = (matrix: Matrix, [x, y, z]: Triple) =>
  matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as unknown as Triple;
