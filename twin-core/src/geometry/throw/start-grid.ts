import type { Enu, ThrowCase } from './case.ts';
import { DRAG_CLASSES, type DragClass } from './drag.ts';
import { type Facade, meetFacade } from './facade.ts';
import { letGo } from './leaving.ts';
import { rayOf } from './lens.ts';
import { observe, type SeenTrack } from './observed.ts';
import { type StartFit, StartFitter } from './start-fit.ts';

/** Falls that began `beforeS` seconds before the first sighting, for one kind of thing and one facade. */
export interface GridNode {
  readonly facade: Facade;
  readonly drag: DragClass;
  readonly fitter: StartFitter;
  readonly beforeS: number;
  readonly fit: StartFit;
  /** Logarithm of its weight: evidence, expectation of being first seen so late, and the time that it stands for. */
  logWeight: number;
}

/** Half of all throws are expected to be seen from their start on. */
const SEEN_SHARE = 0.5;
/** As many are let go as are thrown. */
const LET_GO_SHARE = 0.5;
const COARSE_S = [0.06, 0.2, 0.45];
const COARSE_STEP_S = 0.4;
const LONGEST_S = 30;
/** Steps grow with the time already gone: the longer unseen, the broader what is known. */
const COARSE_GROWTH = 0.12;
/**
 * The grid is fine enough where neighbours differ by less than this in evidence, and in the start's height by less than this share of its
 * deviation (at least half a window's height): a sum over them is then as good as an integral.
 */
const FINE = { logEvidence: 1.5, deviations: 1, heightM: 0.6, leastS: 0.04 };
/** Nodes of e⁻¹⁰ of the best one's weight stand for nothing. */
const NEGLIGIBLE = 10;
/** A lane that has fallen so far below its best does not rise again. */
const PAST = 20;

interface Lane {
  readonly facade: Facade;
  readonly drag: DragClass;
  readonly fitter: StartFitter;
  readonly nodes: { beforeS: number; fit: StartFit }[];
}

/** Where the first sighting meets the facade's plane, metres in the frame. */
export function firstOnFacade(seen: readonly SeenTrack[], facade: Facade): Enu | null {
  const first = seen.reduce((a, b) => (b.curve.firstS < a.curve.firstS ? b : a));
  const { lens, curve } = first;
  const ray = rayOf(lens, curve.pixels[0]!, curve.pixels[curve.terms]!);
  const reach = meetFacade(facade, lens.position, ray);
  if (reach === null) return null;
  const [e, n, u] = lens.position;
  return [e + reach * ray[0], n + reach * ray[1], u + reach * ray[2]];
}

/** A guess of the same fall, begun earlier: a little farther back along its way, and slower. */
function earlier({ parameters }: StartFit, byS: number): Float64Array {
  const next = Float64Array.from(parameters);
  for (let i = 0; i < 3; i++) next[i]! -= parameters[3 + i]! * byS;
  return next;
}

function march(lane: Lane, place: Enu, spikeS: number): void {
  const { facade, fitter, nodes } = lane;
  let from = fitter.guess(place);
  let last = spikeS;
  let next = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let beforeS = spikeS; beforeS < LONGEST_S; ) {
    const fit = fitter.fit(beforeS, from);
    if (fit) {
      nodes.push({ beforeS, fit });
      best = Math.max(best, fit.logEvidence);
      if (fit.logEvidence < best - PAST) return;
      if (fit.parameters[2]! - 3 * Math.sqrt(fit.covariance[20]!) > facade.high) return;
    }
    last = beforeS;
    beforeS = COARSE_S[next++] ?? beforeS + Math.max(COARSE_STEP_S, COARSE_GROWTH * beforeS);
    if (fit) from = earlier(fit, beforeS - last);
  }
}

function refine(lane: Lane, best: number): boolean {
  const made: { beforeS: number; fit: StartFit }[] = [];
  for (let i = 1; i < lane.nodes.length; i++) {
    const [a, b] = [lane.nodes[i - 1]!, lane.nodes[i]!];
    const gap = b.beforeS - a.beforeS;
    if (gap < FINE.leastS || Math.max(a.fit.logEvidence, b.fit.logEvidence) < best - NEGLIGIBLE) continue;
    const deviation = Math.max(FINE.heightM, Math.sqrt(Math.min(a.fit.covariance[20]!, b.fit.covariance[20]!)));
    const isFine =
      Math.abs(a.fit.logEvidence - b.fit.logEvidence) < FINE.logEvidence &&
      Math.abs(a.fit.parameters[2]! - b.fit.parameters[2]!) < FINE.deviations * deviation;
    if (isFine) continue;
    const beforeS = (a.beforeS + b.beforeS) / 2;
    const fit = lane.fitter.fit(beforeS, earlier(a.fit, gap / 2));
    if (fit) made.push({ beforeS, fit });
  }
  lane.nodes.push(...made);
  lane.nodes.sort((a, b) => a.beforeS - b.beforeS);
  return made.length > 0;
}

const bestOf = (lanes: readonly Lane[]) =>
  Math.max(...lanes.flatMap(({ nodes }) => nodes.map(({ fit }) => fit.logEvidence)));

/** Density of the share of the way down that went unseen, of a start that was missed: neither by a hair nor all but the last bit (beta distribution, 2 and 2). */
const unseenDensity = (share: number) => 6 * share * (1 - share);

/** Weighs the nodes of a lane: one stands for a start that was seen, the others by the share of the way down on which first sight falls. */
function weigh(lane: Lane, groundM: number): GridNode[] {
  const { facade, drag, fitter } = lane;
  return lane.nodes.flatMap(({ beforeS, fit }, i): GridNode[] => {
    const node = (fit: StartFit, logShare: number): GridNode => {
      return { facade, drag, fitter, beforeS, fit, logWeight: fit.logEvidence + logShare };
    };
    const dropped = letGo(fit, facade);
    const both = (logShare: number) => [
      node(fit, logShare + Math.log(1 - LET_GO_SHARE)),
      node(dropped, logShare + Math.log(LET_GO_SHARE)),
    ];
    const [before, after] = [lane.nodes[Math.max(0, i - 1)]!, lane.nodes[Math.min(lane.nodes.length - 1, i + 1)]!];
    const spanS = (after.beforeS - before.beforeS) / 2;
    const heightM = Math.max(3, fit.parameters[2]! - groundM);
    const unseen = Math.min(0.999, Math.max(0.001, (fit.parameters[2]! - fit.firstM) / heightM));
    const perS = unseenDensity(unseen) * (Math.max(0.5, fit.fallingMps) / heightM);
    const late = Math.log((1 - SEEN_SHARE) * perS * Math.max(1e-3, spanS));
    return i === 0 ? [...both(Math.log(SEEN_SHARE)), ...both(late)] : both(late);
  });
}

/**
 * The evidence over drag class, facade and time of the start before the first sighting. For each of them the fall is fitted; within a node
 * everything is nearly Gaussian, and what is not (which class, how long unseen) is summed over.
 */
export function startGrid(seen: readonly SeenTrack[], facades: readonly Facade[], given: ThrowCase): GridNode[] {
  const firstS = Math.min(...seen.map(({ curve }) => curve.firstS));
  const spikeS = Math.min(0.05, frameS(seen) / 2);
  const lanes = facades.flatMap((facade): Lane[] => {
    const place = firstOnFacade(seen, facade);
    if (!place) return [];
    const observed = seen.map((each, index) => observe(each, facade, index > 0));
    return DRAG_CLASSES.map((drag) => {
      const fitter = new StartFitter(observed, facade, given.wind, drag, given.groundM, firstS);
      const lane: Lane = { facade, drag, fitter, nodes: [] };
      march(lane, place, spikeS);
      return lane;
    });
  });
  const best = bestOf(lanes);
  for (const lane of lanes) while (refine(lane, best));
  const nodes = lanes.flatMap((lane) => weigh(lane, given.groundM));
  const most = Math.max(...nodes.map(({ logWeight }) => logWeight));
  return nodes.filter(({ logWeight }) => logWeight > most - NEGLIGIBLE);
}

function frameS(seen: readonly SeenTrack[]): number {
  return Math.min(...seen.map(({ frameS }) => frameS));
}
