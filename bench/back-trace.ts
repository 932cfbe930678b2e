import { type ThrowTrace, traceThrow } from 'twin-core/geometry';
import { ConstantVelocity } from './back-trace-peer.ts';
import { Dice, type SimulatedThrow, simulateThrow, type ThrowKind } from './back-trace-world.ts';
import { quantile } from './quantile.ts';

const THROWS = Number(process.env.BENCH_THROWS ?? 1200);
const SEED = 777_001;
/** No answer is worth less than this: a probability of 0 would cost infinitely much. */
const FLOOR = 1e-4;
const BINS = 10;

/** A simulated throw and what was made of it. */
interface Traced {
  readonly thrown: SimulatedThrow;
  readonly trace: ThrowTrace;
  /** Of the processor: the machine may do other things meanwhile. */
  readonly ms: number;
}

function throws(dice: Dice, count: number, kind: (index: number) => ThrowKind): SimulatedThrow[] {
  return Array.from({ length: count }, (_, index) => {
    for (;;) {
      const thrown = simulateThrow(dice, kind(index));
      if (thrown) return thrown;
    }
  });
}

function traced(thrown: SimulatedThrow): Traced {
  const before = process.cpuUsage();
  const trace = traceThrow(thrown.given);
  const { user, system } = process.cpuUsage(before);
  return { thrown, trace, ms: (user + system) / 1000 };
}

const storeyShare = ({ trace, thrown }: Traced) =>
  trace.storeys.find(({ storey }) => storey === thrown.truth.storey)?.probability ?? 0;
const homeShare = ({ trace, thrown }: Traced) =>
  trace.homes.find(({ home }) => home === thrown.truth.home)?.probability ?? 0;
const storeyRank = ({ trace, thrown }: Traced) =>
  trace.storeys.findIndex(({ storey }) => storey === thrown.truth.storey);
const homeRank = ({ trace, thrown }: Traced) => trace.homes.findIndex(({ home }) => home === thrown.truth.home);

const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;
const round = (value: number) => Math.round(value * 1000) / 1000;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const logLoss = (shares: readonly number[]) => mean(shares.map((share) => -Math.log(Math.max(FLOOR, share))));

/** How often the true storey or home is the first of the ranking, or among three; undetermined ones are ranked too. */
function hits(cases: readonly Traced[]) {
  const among = (rank: (each: Traced) => number, n: number) =>
    percent(cases.filter((each) => rank(each) >= 0 && rank(each) < n).length, cases.length);
  return {
    throws: cases.length,
    storeyTop1: among(storeyRank, 1),
    storeyTop3: among(storeyRank, 3),
    homeTop1: among(homeRank, 1),
    homeTop3: among(homeRank, 3),
    undetermined: percent(cases.filter(({ trace }) => trace.undetermined).length, cases.length),
  };
}

/**
 * Stated probability of the first of the ranking against how often it was right: [stated, right, throws] a bin, and the expected calibration
 * error; beside it the one that so many throws would have by chance, were every stated probability true.
 */
function reliability(cases: readonly Traced[], first: (each: Traced) => [stated: number, right: boolean]) {
  const bins = Array.from({ length: BINS }, () => ({ stated: 0, right: 0, count: 0, variance: 0 }));
  for (const each of cases) {
    const [stated, right] = first(each);
    const bin = bins[Math.min(BINS - 1, Math.floor(stated * BINS))]!;
    bin.stated += stated;
    bin.right += right ? 1 : 0;
    bin.count++;
    bin.variance += stated * (1 - stated);
  }
  const filled = bins.filter(({ count }) => count > 0);
  return {
    expectedError: round(filled.reduce((sum, { stated, right }) => sum + Math.abs(stated - right), 0) / cases.length),
    byChance: round(filled.reduce((sum, { variance }) => sum + Math.sqrt((2 / Math.PI) * variance), 0) / cases.length),
    diagram: filled.map(({ stated, right, count }) => [round(stated / count), round(right / count), count]),
  };
}

const BAND_M = [30, 50, 75, 100] as const;

function byDistance(cases: readonly Traced[]) {
  return Object.fromEntries(
    BAND_M.slice(1).map((to, i) => {
      const from = BAND_M[i]!;
      return [`${from}-${to} m`, hits(cases.filter(({ thrown: { distanceM: d } }) => d >= from && d < to))];
    }),
  );
}

/** Input that no start may be named for: the share that was refused for its very reason, and for any. */
function refusals(cases: readonly SimulatedThrow[]) {
  const given = cases.slice(0, 100).map((each) => each.given);
  const share = (reason: string, make: (index: number) => (typeof given)[number]) => {
    const answers = given.map((_, index) => traceThrow(make(index)).undetermined);
    const share = (right: (answer: (typeof answers)[number]) => boolean) =>
      percent(answers.filter(right).length, answers.length);
    return [reason, { forIt: share((answer) => answer === reason), refused: share((answer) => answer !== null) }];
  };
  const each = (
    index: number,
    change: (tracks: (typeof given)[number]['tracks'][number]) => (typeof given)[number]['tracks'][number],
  ) => ({
    ...given[index]!,
    tracks: given[index]!.tracks.slice(0, 1).map(change),
  });
  return Object.fromEntries([
    share('no-calibration', (i) => each(i, (track) => ({ ...track, calibration: null }))),
    share('few-sightings', (i) => each(i, (track) => ({ ...track, sightings: track.sightings.slice(0, 3) }))),
    share('rises', (i) =>
      each(i, ({ sightings, ...track }) => ({
        ...track,
        sightings: sightings.map((one, k) => ({ ...one, t: sightings[sightings.length - 1 - k]!.t })),
      })),
    ),
    share('no-facade', (i) => ({ ...given[i]!, openings: [] })),
  ]);
}

/**
 * Throws from simulated facades of 18 to 33 storeys, 30 to 100 m before one or two cameras, traced back: the start is seen in one half, in
 * the other the first 30 to 70 % of the way down is not. The peer is a constant-velocity fit with its two numbers chosen in hindsight.
 */
export async function run(): Promise<object> {
  const dice = new Dice(SEED);
  const main = throws(dice, THROWS, (index) => ({
    seen: index % 2 === 0,
    cameras: index % 4 < 2 ? 1 : 2,
    noisePx: 1,
  }));
  const cases = main.map(traced);
  const seen = cases.filter(({ thrown }) => thrown.seen);
  const unseen = cases.filter(({ thrown }) => !thrown.seen);
  const peer = new ConstantVelocity(unseen.map(({ thrown }) => thrown));
  const own = { storey: logLoss(unseen.map(storeyShare)), home: logLoss(unseen.map(homeShare)) };
  const topStorey = ({ trace, thrown }: Traced): [number, boolean] => [
    trace.storeys[0]?.probability ?? 0,
    trace.storeys[0]?.storey === thrown.truth.storey,
  ];
  const topHome = ({ trace, thrown }: Traced): [number, boolean] => [
    trace.homes[0]?.probability ?? 0,
    trace.homes[0]?.home === thrown.truth.home,
  ];
  const ms = cases.map((each) => each.ms);
  const noises = [0.5, 2].map((noisePx) => {
    const noisy = throws(dice, Math.ceil(THROWS / 6), (index) => ({
      seen: index % 2 === 0,
      cameras: index % 4 < 2 ? 1 : 2,
      noisePx,
    })).map(traced);
    return [
      `${noisePx} px`,
      {
        seen: hits(noisy.filter(({ thrown }) => thrown.seen)),
        unseen: hits(noisy.filter(({ thrown }) => !thrown.seen)),
      },
    ];
  });
  return {
    throws: THROWS,
    seed: SEED,
    seen: { ...hits(seen), byDistance: byDistance(seen) },
    unseen: { ...hits(unseen), byDistance: byDistance(unseen) },
    oneCamera: hits(seen.filter(({ thrown }) => thrown.cameras === 1)),
    logLossUnseen: {
      storey: round(own.storey),
      home: round(own.home),
      constantVelocity: { storey: round(peer.storey), home: round(peer.home) },
      storeyBetterPercent: percent(peer.storey - own.storey, peer.storey),
      homeBetterPercent: percent(peer.home - own.home, peer.home),
    },
    reliability: {
      storey: reliability(cases, topStorey),
      home: reliability(cases, topHome),
      storeyUnseen: reliability(unseen, topStorey),
      homeUnseen: reliability(unseen, topHome),
      storeyUnseenOneCamera: reliability(
        unseen.filter(({ thrown }) => thrown.cameras === 1),
        topStorey,
      ),
    },
    byNoise: Object.fromEntries(noises),
    refusedPercent: refusals(main),
    msP50: round(quantile(ms, 0.5)),
    msP95: round(quantile(ms, 0.95)),
    msMost: round(Math.max(...ms)),
  };
}
