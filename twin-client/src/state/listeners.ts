/** Listeners by key: whoever watches one device is not woken by another. */
export class KeyedListeners<K> {
  readonly #byKey = new Map<K, Set<() => void>>();

  add(key: K, listener: () => void): () => void {
    let listeners = this.#byKey.get(key);
    if (!listeners) {
      listeners = new Set();
      this.#byKey.set(key, listeners);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#byKey.delete(key);
    };
  }

  notify(key: K): void {
    const listeners = this.#byKey.get(key);
    if (listeners) for (const listener of [...listeners]) listener();
  }
}
