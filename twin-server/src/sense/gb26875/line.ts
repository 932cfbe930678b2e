import type { Socket } from 'node:net';
import { answerTo, type Delimiters, type Frame, writeFrame } from './frame.ts';
import { type Found, FrameReader } from './frame-reader.ts';
import type { Receiver, Reply } from './receiver.ts';

/** Frames of one line that wait to be durable, at most; then it is not read until some are. One more chunk may bring a few more. */
const MAX_IN_FLIGHT = 256;
/** Bytes of answers that the other side has not taken, at most, before it is not read on. */
const MAX_BACKLOG = 64 << 10;
/** Of bytes that are no frame so many are shown. */
const SHOWN_BYTES = 64;

export interface LineOptions {
  readonly delimiters: Delimiters;
  readonly silenceMs: number;
  readonly receiver: Receiver;
  /** A whole frame came. */
  readonly onFrame: (frame: Frame, receivedAt: number) => void;
  /** The line is over. */
  readonly onEnd: () => void;
}

/** One device that dialled in: frames out of its bytes, and an answer to each once that may be given. */
export class Line {
  readonly #socket: Socket;
  readonly #options: LineOptions;
  readonly #reader: FrameReader;
  readonly #silence: NodeJS.Timeout;
  readonly #ended: Promise<void>;
  #inFlight = 0;
  #saidRubbish = false;
  #draining = false;

  constructor(socket: Socket, options: LineOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#reader = new FrameReader(options.delimiters);
    this.#silence = setTimeout(() => socket.destroy(), options.silenceMs);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('drain', () => this.#readOn());
    // What happened is told by 'close'.
    socket.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      socket.on('close', () => {
        clearTimeout(this.#silence);
        options.onEnd();
        resolve();
      });
    });
  }

  /** Reads no more, answers what is under way when it is durable, and hangs up. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.#readOn();
    await this.#ended;
  }

  #read(chunk: Buffer): void {
    const receivedAt = Date.now();
    for (const found of this.#reader.read(chunk)) this.#handle(found, receivedAt);
    this.#readOn();
  }

  #handle(found: Found, receivedAt: number): void {
    const { receiver, onFrame } = this.#options;
    if (found.is === 'rubbish') {
      this.#sayRubbish(found.bytes, receivedAt);
      return;
    }
    if (found.is === 'corrupt') {
      void this.#answer(found.frame, receiver.deny(found, receivedAt));
      return;
    }
    this.#silence.refresh();
    onFrame(found.frame, receivedAt);
    void this.#answer(found.frame, receiver.receive(found.frame, receivedAt));
  }

  /** Never rejects: what could not be made durable is not answered, so that the device sends it again (6.5). */
  async #answer(frame: Frame, work: Promise<Reply>): Promise<void> {
    this.#inFlight++;
    try {
      const reply = await work;
      const answer = reply !== null && writeFrame(answerTo(frame, reply, Date.now()), this.#options.delimiters);
      if (answer && this.#socket.writable) this.#socket.write(answer);
    } catch (cause) {
      this.#options.receiver.notStored(cause);
    }
    this.#inFlight--;
    this.#readOn();
  }

  /** Once a line: a line with noise would have a dead letter for each frame. */
  #sayRubbish(bytes: Buffer, receivedAt: number): void {
    if (this.#saidRubbish) return;
    this.#saidRubbish = true;
    const { receiver } = this.#options;
    const payload = { from: this.#socket.remoteAddress, bytes: bytes.toString('hex', 0, SHOWN_BYTES) };
    receiver.refusals
      .tell(`frame: ${bytes.length} bytes that are no frame`, payload, receivedAt)
      .catch((cause: unknown) => receiver.notStored(cause));
  }

  #readOn(): void {
    if (this.#draining) {
      this.#socket.pause();
      if (this.#inFlight === 0) this.#socket.destroySoon();
    } else if (this.#inFlight >= MAX_IN_FLIGHT || this.#socket.writableLength >= MAX_BACKLOG) this.#socket.pause();
    else this.#socket.resume();
  }
}
