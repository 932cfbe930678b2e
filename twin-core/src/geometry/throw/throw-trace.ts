import type { Enu, Opening, ThrowCase } from './case.ts';
import type { DragClass } from './drag.ts';
import { type OpeningShares, startWithin } from './rank.ts';

/** Why no start is named. */
export const UNDETERMINED = [
  /** No camera of the tracks is calibrated. */
  'no-calibration',
  /** No calibrated camera saw it four times. */
  'few-sightings',
  /** It is higher at its end than at its beginning. */
  'rises',
  /** Each camera saw a fall, but not the same one. */
  'cameras-disagree',
  /** Gravity, air and wind do not explain the track. */
  'no-fall',
  /** No opening where the track leads back to. */
  'no-facade',
  /** Nine tenths of the probability are spread over too many storeys. */
  'too-uncertain',
] as const;
export type Undetermined = (typeof UNDETERMINED)[number];

/** A storey or home with the probability that the fall began there. */
export interface StoreyShare {
  readonly building: string;
  readonly storey: string;
  readonly probability: number;
}
export interface HomeShare extends StoreyShare {
  readonly home: string;
}

/** A point of the most probable fall. */
export interface PathPoint {
  /** Seconds on the clock of the sightings. */
  readonly t: number;
  readonly at: Enu;
  /** Standard deviation, metres: root mean square of the three axes. */
  readonly sigmaM: number;
}

/** Where it fell from. Storeys sum to 1 with `other`, homes with `otherHome`; both stand, flat as they are, with `too-uncertain` too. */
export interface ThrowTrace {
  readonly undetermined: Undetermined | null;
  readonly storeys: readonly StoreyShare[];
  readonly other: number;
  readonly homes: readonly HomeShare[];
  readonly otherHome: number;
  /** The likeliest openings. */
  readonly openings: readonly { readonly opening: Opening; readonly probability: number }[];
  /** Height of the start above the ground, metres: mean and standard deviation. */
  readonly heightM: number | null;
  readonly heightSigmaM: number | null;
  /** Probability that the start itself was seen. */
  readonly startSeen: number | null;
  readonly drag: readonly { readonly id: DragClass['id']; readonly probability: number }[];
  readonly path: readonly PathPoint[];
}

/** Storeys that may share nine tenths of the probability. */
const MOST_STOREYS = 10;
const LEAST_OPENING = 0.005;
const PATH_STEP_S = 0.1;
/** A start this long before the first sighting counts as seen. */
const SEEN_WITHIN_S = 0.1;

/** No start, and why. */
export const nothing = (undetermined: Undetermined): ThrowTrace => ({
  undetermined,
  storeys: [],
  other: 1,
  homes: [],
  otherHome: 1,
  openings: [],
  heightM: null,
  heightSigmaM: null,
  startSeen: null,
  drag: [],
  path: [],
});

function summed<T extends StoreyShare>(
  of: OpeningShares,
  name: (opening: { building: string; storey: string; home: string | null }) => Omit<T, 'probability'> | null,
): T[] {
  const sums = new Map<string, { key: Omit<T, 'probability'>; probability: number }>();
  for (const [{ opening }, share] of of.shares) {
    const key = name(opening);
    if (!key) continue;
    const text = JSON.stringify(key);
    const sum = sums.get(text);
    if (sum) sum.probability += share;
    else sums.set(text, { key, probability: share });
  }
  return [...sums.values()]
    .map(({ key, probability }) => ({ ...key, probability }) as T)
    .sort((a, b) => b.probability - a.probability);
}

function isTooUncertain(storeys: readonly StoreyShare[], other: number): boolean {
  let sum = other;
  let count = 0;
  for (const { probability } of storeys) {
    if (sum >= 0.9) break;
    sum += probability;
    count++;
  }
  return other > 0.5 || count > MOST_STOREYS;
}

/** What the shares of all openings amount to. */
export function traceOf(of: OpeningShares, { groundM }: ThrowCase, firstS: number, lastS: number): ThrowTrace {
  const storeys = summed<StoreyShare>(of, ({ building, storey }) => ({ building, storey }));
  const homes = summed<HomeShare>(of, ({ building, storey, home }) =>
    home === null ? null : { building, storey, home },
  );
  const heightM = meanOf(of, ({ middle }) => middle[2]) - groundM;
  // Within an opening any height is as likely.
  const variance = meanOf(of, ({ middle, heightM: high }) => (middle[2] - groundM - heightM) ** 2 + high ** 2 / 12);
  const drag = new Map<DragClass['id'], number>();
  for (const { node, share } of of.nodes) drag.set(node.drag.id, (drag.get(node.drag.id) ?? 0) + share);
  return {
    undetermined: isTooUncertain(storeys, of.elsewhere) ? 'too-uncertain' : null,
    storeys,
    other: of.elsewhere,
    homes,
    otherHome: Math.max(0, 1 - homes.reduce((sum, { probability }) => sum + probability, 0)),
    openings: [...of.shares]
      .map(([{ opening }, probability]) => ({ opening, probability }))
      .filter(({ probability }) => probability >= LEAST_OPENING)
      .sort((a, b) => b.probability - a.probability),
    heightM,
    heightSigmaM: Math.sqrt(variance),
    startSeen: of.nodes.reduce((sum, { node, share }) => sum + (node.beforeS < SEEN_WITHIN_S ? share : 0), 0),
    drag: [...drag].map(([id, probability]) => ({ id, probability })).sort((a, b) => b.probability - a.probability),
    path: pathOf(of, firstS, lastS),
  };
}

/** Mean of a number over the openings, by their shares. */
function meanOf({ shares }: OpeningShares, read: (opening: Opening) => number): number {
  let [sum, all] = [0, 0];
  for (const [{ opening }, share] of shares) {
    sum += share * read(opening);
    all += share;
  }
  return sum / all;
}

/** The fall from the likeliest opening, as the node that says most for it has it. */
function pathOf({ shares, leads }: OpeningShares, firstS: number, lastS: number): PathPoint[] {
  const [from] = [...shares].reduce((a, b) => (b[1] > a[1] ? b : a));
  const { fit, facade, fitter, beforeS } = leads.get(from)!;
  const lengthS = lastS - firstS + beforeS;
  const steps = Math.max(1, Math.ceil(lengthS / PATH_STEP_S));
  const times = Float64Array.from({ length: steps + 1 }, (_, i) => (i * lengthS) / steps);
  const within = startWithin(fit, facade, from);
  return fitter.trace(within, times).map((point, i) => ({ t: firstS - beforeS + times[i]!, ...point }));
}
