/** Things by a number, the least first: a binary heap; those of one number in the order they came, so that the same input gives the same answer. */
export class LeastFirst<T> {
  readonly #heap: { readonly thing: T; readonly by: number; readonly order: number }[] = [];
  #count = 0;

  add(thing: T, by: number): void {
    const heap = this.#heap;
    let at = heap.push({ thing, by, order: this.#count++ }) - 1;
    for (let up = (at - 1) >> 1; at > 0 && this.#before(at, up); up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  take(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return first?.thing;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < heap.length && this.#before(below, least)) least = below;
      if (least === at) return first?.thing;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a]!, this.#heap[b]!];
    return one.by < other.by || (one.by === other.by && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }
}
