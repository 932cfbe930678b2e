import type { Facade, FacadeOpening } from './facade.ts';
import { measure } from './spread.ts';
import { OUT_SIGMA_M, type StartFit } from './start-fit.ts';
import type { GridNode } from './start-grid.ts';

/** A hand is a little outside its opening when it lets go, metres. */
const RELEASE_M = { out: 0.2, outSigma: 0.25, withinSigma: 0.08 };
/** Share of falls that begin at no opening: from a roof, a wall, a drone. */
const ELSEWHERE = 0.02;
const ELSEWHERE_OUT_SIGMA_M = 1;
const ROOM_AROUND_M = 3;

/** Where the fall began, by opening; shares sum to 1 with `elsewhere`. */
export interface OpeningShares {
  readonly shares: ReadonlyMap<FacadeOpening, number>;
  readonly elsewhere: number;
  /** The node that says most for each opening. */
  readonly leads: ReadonlyMap<FacadeOpening, GridNode>;
  /** Shares of the grid's nodes. */
  readonly nodes: readonly { readonly node: GridNode; readonly share: number }[];
}

/** Probability that a standard normal variable is below x (Abramowitz and Stegun 7.1.26, error under 1e-7). */
function below(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-z * z);
  return x > 0 ? 1 - tail / 2 : tail / 2;
}

const bell = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** A node's start in its facade's axes: along, up and outwards, metres, with its covariance. */
interface Start {
  readonly s: number;
  readonly z: number;
  readonly out: number;
  readonly ss: number;
  readonly zz: number;
  readonly sz: number;
  readonly so: number;
  readonly zo: number;
  readonly oo: number;
}

function startOf({
  facade: {
    along: [a, b],
    normal: [e, n],
  },
  fit: { parameters: p, covariance: c },
}: GridNode): Start {
  const within = RELEASE_M.withinSigma ** 2;
  return {
    s: a * p[0]! + b * p[1]!,
    z: p[2]!,
    out: e * p[0]! + n * p[1]!,
    ss: a * a * c[0]! + 2 * a * b * c[1]! + b * b * c[10]! + within,
    zz: c[20]! + within,
    sz: a * c[2]! + b * c[11]!,
    so: a * e * c[0]! + (a * n + b * e) * c[1]! + b * n * c[10]!,
    zo: e * c[2]! + n * c[11]!,
    oo: e * e * c[0]! + 2 * e * n * c[1]! + n * n * c[10]!,
  };
}

/** Share of a node's starts in a rectangle at a distance from the plane; the fit's own expectation of that distance is taken out. */
function massIn(start: Start, facade: Facade, rect: Omit<FacadeOpening, 'opening'>, sigmaM: number): number {
  const variance = start.oo + sigmaM * sigmaM;
  const off = rect.outM - start.out;
  const expected = (rect.outM - facade.outM) / OUT_SIGMA_M;
  const z = start.z + (start.zo / variance) * off;
  const zz = start.zz - (start.zo * start.zo) / variance;
  const deviation = Math.sqrt(zz);
  const [low, high] = [(rect.low - z) / deviation, (rect.high - z) / deviation];
  if (low > 6 || high < -6) return 0;
  const up = below(high) - below(low);
  if (up < 1e-9) return 0;
  const lean = (bell(low) - bell(high)) / up;
  const width = Math.max(0, 1 + (low * bell(low) - high * bell(high)) / up - lean * lean);
  const sz = start.sz - (start.so * start.zo) / variance;
  const s = start.s + (start.so / variance) * off + (sz / zz) * deviation * lean;
  const ss = start.ss - (start.so * start.so) / variance - (sz * sz) / zz + (sz * sz * width) / zz;
  const across = Math.sqrt(Math.max(1e-6, ss));
  const along = below((rect.right - s) / across) - below((rect.left - s) / across);
  const density = Math.exp((-off * off) / (2 * variance) + (expected * expected) / 2) / Math.sqrt(variance);
  return up * along * density;
}

const areaOf = ({ left, right, low, high }: { left: number; right: number; low: number; high: number }) =>
  (right - left) * (high - low);

/** Shares the evidence of all nodes out to the openings, each expected by its area. */
export function shareOut(nodes: readonly GridNode[], facades: readonly Facade[]): OpeningShares {
  const around = new Map(facades.map((facade) => [facade, roomAround(facade)]));
  const openM2 = facades.reduce(
    (sum, { openings }) => sum + openings.reduce((area, each) => area + areaOf(each), 0),
    0,
  );
  const aroundM2 = [...around.values()].reduce((sum, each) => sum + areaOf(each), 0);
  const most = Math.max(...nodes.map(({ logWeight }) => logWeight));
  const shares = new Map<FacadeOpening, number>();
  const leads = new Map<FacadeOpening, { mass: number; node: GridNode }>();
  let elsewhere = 0;
  const byNode = nodes.map((node) => {
    const weight = Math.exp(node.logWeight - most);
    const start = startOf(node);
    let share = 0;
    for (const opening of node.facade.openings) {
      const rect = { ...opening, outM: opening.outM + RELEASE_M.out };
      const mass = (weight * (1 - ELSEWHERE) * massIn(start, node.facade, rect, RELEASE_M.outSigma)) / openM2;
      if (mass > (leads.get(opening)?.mass ?? 0)) leads.set(opening, { mass, node });
      if (mass > 0) shares.set(opening, (shares.get(opening) ?? 0) + mass);
      share += mass;
    }
    const other =
      (weight * ELSEWHERE * massIn(start, node.facade, around.get(node.facade)!, ELSEWHERE_OUT_SIGMA_M)) / aroundM2;
    elsewhere += other;
    return { node, share: share + other };
  });
  const sum = byNode.reduce((all, { share }) => all + share, 0);
  if (!(sum > 0))
    return { shares: new Map(), leads: new Map(), elsewhere: 1, nodes: byNode.map(({ node }) => ({ node, share: 0 })) };
  for (const [opening, share] of shares) shares.set(opening, share / sum);
  return {
    shares,
    leads: new Map([...leads].map(([opening, { node }]) => [opening, node])),
    elsewhere: elsewhere / sum,
    nodes: byNode.map(({ node, share }) => ({ node, share: share / sum })),
  };
}

function roomAround({ left, right, low, high, outM }: Facade): Omit<FacadeOpening, 'opening'> {
  return { left: left - ROOM_AROUND_M, right: right + ROOM_AROUND_M, low, high: high + ROOM_AROUND_M, outM };
}

/** A fit narrowed to the falls that begin in one opening: by the opening's middle and size as three measurements of the start. */
export function startWithin(
  fit: StartFit,
  { along: [a, b], normal: [e, n] }: Facade,
  opening: FacadeOpening,
): StartFit {
  const { left, right, low, high, outM } = opening;
  const narrowed = { ...fit, parameters: fit.parameters.slice(), covariance: fit.covariance.slice() };
  measure(narrowed, 0, [e, n, 0], outM + RELEASE_M.out, RELEASE_M.outSigma ** 2);
  measure(narrowed, 0, [a, b, 0], (left + right) / 2, (right - left) ** 2 / 12);
  measure(narrowed, 0, [0, 0, 1], (low + high) / 2, (high - low) ** 2 / 12);
  return narrowed;
}
