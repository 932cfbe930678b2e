import type { AssetState } from 'twin-core';

type Point = readonly [x: number, y: number];

/** Middle and radius of a mark in the symbol's own 24 × 24 box: left below its plate, where neither a fault's badge nor a count stands. */
const MIDDLE: Point = [-7, 29.5];
const RADIUS = 10;

const PLUS: readonly Point[] = [
  ...([
    [-1.6, -5.5],
    [1.6, -5.5],
    [1.6, -1.6],
    [5.5, -1.6],
    [5.5, 1.6],
    [1.6, 1.6],
  ] as const),
  ...([
    [1.6, 5.5],
    [-1.6, 5.5],
    [-1.6, 1.6],
    [-5.5, 1.6],
    [-5.5, -1.6],
    [-1.6, -1.6],
  ] as const),
];
const BAR: readonly Point[] = [
  [-5.5, -1.6],
  [5.5, -1.6],
  [5.5, 1.6],
  [-5.5, 1.6],
];
/** Lying to the right; it is turned so that its jaw is above. */
const WRENCH: readonly Point[] = [
  ...([
    [-7, -1.6],
    [1, -1.6],
    [2, -4.5],
    [6.5, -4.5],
    [6.5, -1.8],
    [3.4, -1.8],
  ] as const),
  ...([
    [3.4, 1.8],
    [6.5, 1.8],
    [6.5, 4.5],
    [2, 4.5],
    [1, 1.6],
    [-7, 1.6],
  ] as const),
];

/** Marks of assets that are not in service (8.2.1-4): a wrench in repair, a cross once retired, a plus while planned, a bar once installed. */
const MARKS: Readonly<Record<AssetState, string>> = {
  inService: '',
  repair: cutOut(WRENCH, -45),
  retired: cutOut(PLUS, 45),
  planned: cutOut(PLUS, 0),
  installed: cutOut(BAR, 0),
};

/** What is added to the path of a symbol for the state of its asset; nothing in service. */
export function assetMark(state: AssetState | undefined): string {
  return MARKS[state ?? 'inService'];
}

/** A disc with a shape left out of it: its corners are gone round the other way, so that filling leaves it empty. */
function cutOut(corners: readonly Point[], degrees: number): string {
  const [x, y] = MIDDLE;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const turned = corners.map(([u, v]) => `${(x + u * cos - v * sin).toFixed(2)} ${(y + u * sin + v * cos).toFixed(2)}`);
  const arc = `a${RADIUS} ${RADIUS} 0 1 1`;
  return `M${x} ${y - RADIUS}${arc} 0 ${2 * RADIUS}${arc} 0 ${-2 * RADIUS}zM${turned.reverse().join('L')}z`;
}
