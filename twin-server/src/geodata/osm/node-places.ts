/** Where nodes are: numbers in order, found by halving; 16 bytes a node. */
export class NodePlaces {
  readonly #ids: Float64Array;
  /** Longitude, latitude in 1e-7 degrees, as OpenStreetMap keeps them; the least number where not known yet. */
  readonly #places: Int32Array;

  /** `ids` may repeat; no other nodes are kept. */
  constructor(ids: Float64Array) {
    ids.sort();
    let count = 0;
    for (let i = 0; i < ids.length; i++) if (i === 0 || ids[i] !== ids[i - 1]) ids[count++] = ids[i]!;
    this.#ids = ids.subarray(0, count);
    this.#places = new Int32Array(count * 2).fill(-(2 ** 31));
  }

  #find(id: number): number {
    let [low, high] = [0, this.#ids.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.#ids[middle]!;
      if (there === id) return middle;
      if (there < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  set(id: number, longitude: number, latitude: number): void {
    const at = this.#find(id);
    if (at < 0) return;
    this.#places[at * 2] = Math.round(longitude * 1e7);
    this.#places[at * 2 + 1] = Math.round(latitude * 1e7);
  }

  /** Longitude and latitude in degrees; null where the file does not have the node. */
  get(id: number): [number, number] | null {
    const at = this.#find(id);
    if (at < 0 || this.#places[at * 2] === -(2 ** 31)) return null;
    return [this.#places[at * 2]! / 1e7, this.#places[at * 2 + 1]! / 1e7];
  }
}
