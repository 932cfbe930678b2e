/**
 * The distance within which the `limit` nearest places lie: squared metres; Infinity where there are no more than that. `squares` are
 * squared distances and are reordered (quickselect: every value is looked at about three times, none is sorted that need not be).
 */
export function nearestLimit(squares: Float64Array, limit: number): number {
  if (squares.length <= limit) return Infinity;
  let [left, right] = [0, squares.length - 1];
  const k = limit - 1;
  while (left < right) {
    const pivot = squares[(left + right) >> 1]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (squares[i]! < pivot) i++;
      while (squares[j]! > pivot) j--;
      if (i > j) break;
      const swap = squares[i]!;
      squares[i++] = squares[j]!;
      squares[j--] = swap;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return squares[k]!;
}
