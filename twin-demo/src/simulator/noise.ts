/** A 32-bit hash of a text: FNV-1a with a final avalanche, so that texts differing in their last letter differ everywhere. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** A number in [0, 1) that is always the same for a salt and an index; indexes are whole numbers of any size. */
export function unit(salt: number, index: number): number {
  return mix(salt ^ mix(Math.imul(index | 0, 0x9e3779b1) ^ Math.floor(index / 0x1_0000_0000))) / 0x1_0000_0000;
}

/**
 * Value noise in [-1, 1] over time: smooth, without a state, the same for the same arguments.
 * `channel` keeps the noises of one salt apart; `periodMs` is the distance of its turning points.
 */
export function smoothNoise(salt: number, channel: number, timeMs: number, periodMs: number): number {
  const at = timeMs / periodMs;
  const cell = Math.floor(at);
  const t = at - cell;
  const own = mix(salt ^ Math.imul(channel + 1, 0x85ebca6b));
  const from = unit(own, cell);
  const to = unit(own, cell + 1);
  return 2 * (from + (to - from) * t * t * (3 - 2 * t)) - 1;
}

/** A value drawn evenly from [low, high) by a salt and an index. */
export function between(salt: number, index: number, low: number, high: number): number {
  return low + (high - low) * unit(salt, index);
}

// The finalizer of MurmurHash3: every input bit reaches every output bit.
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
