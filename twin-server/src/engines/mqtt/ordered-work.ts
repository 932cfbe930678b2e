interface Entry {
  readonly bytes: number;
  readonly reply: Buffer | null;
  isDone: boolean;
}

/**
 * The messages of one connection that are being made durable. They are worked on side by side, but their replies leave
 * in the order in which the messages came ([MQTT-4.6.0-2], [MQTT-4.6.0-3]), several in one write. After the first
 * failure no further reply leaves.
 */
export class OrderedWork {
  readonly #entries: Entry[] = [];
  #bytes = 0;
  #hasFailed = false;
  #isSending = false;
  readonly #send: (replies: Buffer) => void;
  readonly #onProgress: () => void;
  readonly #onFailure: (cause: unknown) => void;
  readonly #onSettled: ((bytes: number) => void) | undefined;

  /** `onProgress` is called when replies have left and there is room again; `onSettled` for every message that is done or failed. */
  constructor(handlers: {
    send: (replies: Buffer) => void;
    onProgress: () => void;
    onFailure: (cause: unknown) => void;
    onSettled?: (bytes: number) => void;
  }) {
    this.#send = handlers.send;
    this.#onProgress = handlers.onProgress;
    this.#onFailure = handlers.onFailure;
    this.#onSettled = handlers.onSettled;
  }

  /** Messages entered and not yet replied to. */
  get size(): number {
    return this.#entries.length;
  }

  /** Their payloads, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Enters a message whose `reply` (null for QoS 0) leaves when `work` has succeeded, after those before it. */
  enter(work: Promise<unknown>, bytes: number, reply: Buffer | null): void {
    const entry: Entry = { bytes, reply, isDone: false };
    this.#entries.push(entry);
    this.#bytes += bytes;
    work.then(
      () => {
        this.#onSettled?.(bytes);
        entry.isDone = true;
        this.#schedule();
      },
      (cause: unknown) => {
        this.#onSettled?.(bytes);
        if (this.#hasFailed) return;
        this.#hasFailed = true;
        this.#onFailure(cause);
      },
    );
  }

  /** A batch that commits settles many messages in one turn: their replies are gathered before they are sent. */
  #schedule(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    queueMicrotask(() => {
      this.#isSending = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#hasFailed) return;
    let done = 0;
    while (this.#entries[done]?.isDone) done++;
    if (done === 0) return;
    const settled = this.#entries.splice(0, done);
    const replies = settled.flatMap(({ reply }) => reply ?? []);
    for (const { bytes } of settled) this.#bytes -= bytes;
    if (replies.length > 0) this.#send(Buffer.concat(replies));
    this.#onProgress();
  }
}
