import type { Coverage } from '../../../state/records/coverage.ts';

type Facade = Coverage['facades'][number];
type Stretch = Coverage['perimeter']['unseen'][number];

/** Smaller differences of a storey's share are those of the points that it is found by. */
const LEAST_SHARE = 0.005;
/** Shorter differences along the boundary are those of its steps, metres. */
const LEAST_M = 0.6;

/** What becomes of the share that cameras see of a storey's facade. */
export interface StoreyChange {
  readonly band: Facade;
  readonly before: number;
  readonly after: number;
}

const shareOf = ({ areaM2, seenM2 }: Facade) => (areaM2 === 0 ? 0 : seenM2 / areaM2);
const nameOf = ({ building, storey }: Facade) => `${building} ${storey ?? ''}`;

/** Storeys of which more or less is seen than before, those that change most first. */
export function storeyChanges(now: Coverage, then: Coverage): StoreyChange[] {
  const shares = new Map(now.facades.map((band) => [nameOf(band), shareOf(band)]));
  return then.facades
    .map((band) => ({ band, before: shares.get(nameOf(band)) ?? 0, after: shareOf(band) }))
    .filter((change) => Math.abs(change.after - change.before) >= LEAST_SHARE)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** Stretches of the boundary that nobody sees any more, and those that somebody sees now. */
export function boundaryChanges(now: Coverage, then: Coverage): { readonly lost: Stretch[]; readonly won: Stretch[] } {
  const [before, after] = [now.perimeter.unseen, then.perimeter.unseen];
  return { lost: outside(after, before), won: outside(before, after) };
}

/** What of stretches lies in none of others. */
function outside(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return stretches.flatMap((stretch) => {
    const met = others
      .filter(({ fromM, toM }) => toM > stretch.fromM && fromM < stretch.toM)
      .sort((a, b) => a.fromM - b.fromM);
    const left: Stretch[] = [];
    let at = stretch.fromM;
    for (const { fromM, toM } of met) {
      if (fromM - at >= LEAST_M) left.push(part(stretch, at, fromM));
      at = Math.max(at, toM);
    }
    if (stretch.toM - at >= LEAST_M) left.push(part(stretch, at, stretch.toM));
    return left;
  });
}

/** A part of a stretch; its ends lie between those of the stretch, which is drawn straight. */
function part({ fromM, toM, from, to }: Stretch, beginM: number, endM: number): Stretch {
  const at = (alongM: number): [number, number] => {
    const share = (alongM - fromM) / (toM - fromM);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  };
  return { fromM: beginM, toM: endM, from: at(beginM), to: at(endM) };
}

/** Key places that are covered before or after, and not at both times. */
export function placeChanges(now: Coverage, then: Coverage): Coverage['places'] {
  const before = new Map(now.places.map(({ kind, code, covered }) => [`${kind} ${code}`, covered]));
  return then.places.filter(({ kind, code, covered }) => before.get(`${kind} ${code}`) !== covered);
}
