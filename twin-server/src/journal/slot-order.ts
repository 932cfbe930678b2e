const DIGIT = 11;
const DIGITS = 2 ** DIGIT;

/** The places of these slots (from 0) in ascending order of the slots; equal ones stay in the order in which they stand. */
export function orderBySlot(slots: Int32Array): Uint32Array {
  const count = slots.length;
  let order = new Uint32Array(count);
  let sorted = new Uint32Array(count);
  let greatest = 0;
  // Plain loops: by iterators and callbacks this is what sealing would mostly do.
  for (let i = 0; i < count; i++) {
    order[i] = i;
    greatest = Math.max(greatest, slots[i]!);
  }
  // A counting sort a digit: linear, and stable.
  for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += DIGIT) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < count; i++) starts[((slots[i]! >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < count; i++) {
      const place = order[i]!;
      sorted[starts[(slots[place]! >>> shift) & (DIGITS - 1)]!++] = place;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}

/** Numbers in an order of orderBySlot. */
export function inOrder(numbers: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = numbers[order[i]!]!;
  return ordered;
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
