const DIGIT = 11;
const DIGITS = 2 ** DIGIT;

/** The places of these slots (from 0) in ascending order of the slots; equal ones stay in the order in which they stand. */
export function orderBySlot(slots: Int32Array): Uint32Array {
  let order = Uint32Array.from(slots, (_, i) => i);
  let sorted = new Uint32Array(slots.length);
  const greatest = slots.reduce((a, b) => Math.max(a, b), 0);
  // A counting sort a digit: linear, and stable, which a comparison over twice as much memory would have to be made.
  for (let shift = 0; greatest >>> shift > 0 && shift < 32; shift += DIGIT) {
    const starts = new Uint32Array(DIGITS + 1);
    for (const slot of slots) starts[((slot >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
    for (const place of order) sorted[starts[(slots[place]! >>> shift) & (DIGITS - 1)]!++] = place;
    [order, sorted] = [sorted, order];
  }
  return order;
}

/** Calls with each slot and where its places lie in an order of orderBySlot: from begin to before end. */
export function forEachSlot(
  slots: Int32Array,
  order: Uint32Array,
  act: (slot: number, begin: number, end: number) => void,
): void {
  for (let begin = 0; begin < order.length; ) {
    const slot = slots[order[begin]!]!;
    let end = begin + 1;
    while (end < order.length && slots[order[end]!] === slot) end++;
    act(slot, begin, end);
    begin = end;
  }
}
