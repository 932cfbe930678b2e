/** What stands in every one of the ascending lists. */
export function intersect(lists: readonly Uint32Array[]): Uint32Array {
  const [fewest, ...others] = [...lists].sort((a, b) => a.length - b.length);
  return others.reduce((left, right) => keep(left, right, true), fewest ?? new Uint32Array());
}

/** What stands in the first ascending list and not in the second. */
export function subtract(left: Uint32Array, right: Uint32Array): Uint32Array {
  return keep(left, right, false);
}

/** What stands in either of two ascending lists. */
export function unite(left: Uint32Array, right: Uint32Array): Uint32Array {
  if (right.length === 0) return left;
  const fresh = subtract(right, left);
  const both = new Uint32Array(left.length + fresh.length);
  both.set(left);
  both.set(fresh, left.length);
  return both.sort();
}

/** Index of the first entry of an ascending list that is greater than `ordinal`. */
export function firstAfter(list: Uint32Array, ordinal: number, from = 0): number {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! <= ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keep(left: Uint32Array, right: Uint32Array, common: boolean): Uint32Array {
  const kept = new Uint32Array(left.length);
  let [count, at] = [0, 0];
  // A short list leaps through a long one; lists of like length are walked.
  const leap = right.length > left.length * 16;
  for (const ordinal of left) {
    if (leap) at = firstAfter(right, ordinal - 1, at);
    else while (at < right.length && right[at]! < ordinal) at++;
    if ((right[at] === ordinal) === common) kept[count++] = ordinal;
  }
  return kept.subarray(0, count);
}
