/** Keeps the values asked for last, up to a number of them; a value that could not be made is forgotten. */
export class Recent<Value> {
  readonly #most: number;
  readonly #kept = new Map<number, Promise<Value>>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: number, make: () => Promise<Value>): Promise<Value> {
    let value = this.#kept.get(key);
    if (value) this.#kept.delete(key);
    else {
      value = make();
      value.catch(() => this.#kept.delete(key));
    }
    this.#kept.set(key, value);
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    return value;
  }
}
