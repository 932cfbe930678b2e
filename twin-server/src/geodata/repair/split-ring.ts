/** A ring as points [x, y, perhaps z]; the last is joined to the first without being repeated. */
export type OpenRing = readonly (readonly number[])[];

/** Rings that cross themselves more often than this are no outline of anything. */
const MAX_CROSSINGS = 200;
/** Up to this many corners trying every pair of edges is quicker than sorting them. */
const FEW = 48;

type Meeting = { readonly i: number; readonly j: number; readonly at: readonly number[] };

const turn = (a: readonly number[], b: readonly number[], c: readonly number[]) =>
  (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);

/** Where edges i and j of a ring cross, or touch in a common corner; null where they do not. */
function meetingOf(ring: OpenRing, i: number, j: number): Meeting | null {
  const count = ring.length;
  const [a, b] = [ring[i]!, ring[(i + 1) % count]!];
  const [c, d] = [ring[j]!, ring[(j + 1) % count]!];
  if (a[0] === c[0] && a[1] === c[1]) return { i, j, at: a };
  if (j === i + 1 || (i === 0 && j === count - 1)) return null;
  const [abc, abd] = [turn(a, b, c), turn(a, b, d)];
  if (abc > 0 === abd > 0 || abc === 0 || abd === 0) return null;
  const [cda, cdb] = [turn(c, d, a), turn(c, d, b)];
  if (cda > 0 === cdb > 0 || cda === 0 || cdb === 0) return null;
  const share = cda / (cda - cdb);
  return { i, j, at: a.map((value, axis) => value + share * ((b[axis] ?? value) - value)) };
}

/** The first place found where a ring meets itself; null for a simple one. */
function firstMeeting(ring: OpenRing): Meeting | null {
  const count = ring.length;
  if (count <= FEW) {
    for (let i = 0; i < count - 1; i++) {
      for (let j = i + 1; j < count; j++) {
        const met = meetingOf(ring, i, j);
        if (met) return met;
      }
    }
    return null;
  }
  // Only edges whose spans in x overlap can meet.
  const low = (i: number) => Math.min(ring[i]![0]!, ring[(i + 1) % count]![0]!);
  const high = (i: number) => Math.max(ring[i]![0]!, ring[(i + 1) % count]![0]!);
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => low(a) - low(b));
  for (let a = 0; a < count; a++) {
    const end = high(order[a]!);
    for (let b = a + 1; b < count && low(order[b]!) <= end; b++) {
      const met = meetingOf(ring, Math.min(order[a]!, order[b]!), Math.max(order[a]!, order[b]!));
      if (met) return met;
    }
  }
  return null;
}

/** A ring without corners at which it only goes there and back. */
function withoutSpikes(ring: OpenRing): OpenRing {
  const kept: (readonly number[])[] = [];
  const same = (a: readonly number[], b: readonly number[]) => a[0] === b[0] && a[1] === b[1];
  for (const point of ring) {
    if (kept.length > 0 && same(kept.at(-1)!, point)) continue;
    if (kept.length > 1 && same(kept.at(-2)!, point)) kept.pop();
    else kept.push(point);
  }
  while (kept.length > 2 && (same(kept[0]!, kept.at(-1)!) || same(kept[1]!, kept.at(-1)!))) kept.pop();
  return kept;
}

/**
 * The simple rings that a ring consists of: itself, or what it falls into where it crosses or touches itself. Rings of fewer than three
 * corners are dropped. Null where it is too tangled to be the outline of anything.
 */
export function splitRing(ring: OpenRing): OpenRing[] | null {
  const simple: OpenRing[] = [];
  const left = [withoutSpikes(ring)];
  for (let crossings = 0; left.length > 0; ) {
    const next = left.pop()!;
    if (next.length < 3) continue;
    const met = firstMeeting(next);
    if (!met) {
      simple.push(next);
      continue;
    }
    crossings += 1;
    if (crossings > MAX_CROSSINGS) return null;
    const { i, j, at } = met;
    const touch = at === next[i];
    const loop = touch ? next.slice(i, j) : [at, ...next.slice(i + 1, j + 1)];
    const rest = touch ? [...next.slice(0, i), ...next.slice(j)] : [...next.slice(0, i + 1), at, ...next.slice(j + 1)];
    left.push(withoutSpikes(loop), withoutSpikes(rest));
  }
  return simple;
}
