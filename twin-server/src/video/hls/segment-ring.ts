import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A piece of a stream that is held. Times are epoch ms by this server's clock. */
export interface Segment {
  /** Its number: one more than that of the piece before, also over a restart. */
  readonly n: number;
  /** Its name in the ring's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly durationS: number;
  readonly from: number;
  readonly to: number;
  /** Breaks of the stream's own times before it. */
  readonly breaks: number;
  /** Name of what a player must know before it; null for MPEG-TS. */
  readonly init: string | null;
}

export interface RingLimits {
  readonly mostBytes: number;
  readonly keepMs: number;
}

/** THE LAST MINUTES OF A STREAM: its pieces as files, the oldest going as new ones come. A ring is empty when it is opened. */
export class SegmentRing {
  readonly #folder: string;
  readonly #segments: Segment[] = [];
  readonly #inits = new Set<string>();
  #limits: RingLimits;
  #bytes = 0;
  #next: number;
  #breaks = 0;

  private constructor(folder: string, limits: RingLimits, next: number) {
    this.#folder = folder;
    this.#limits = limits;
    this.#next = next;
  }

  /** `now`, epoch ms: numbers begin at its seconds, so that they do not begin anew when the server does. */
  static async open(folder: string, limits: RingLimits, now: number): Promise<SegmentRing> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new SegmentRing(folder, limits, Math.floor(now / 1000));
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The pieces that touch a span of time. */
  between(from: number, to: number): Segment[] {
    return this.#segments.filter((segment) => segment.to > from && segment.from < to);
  }

  /** Where a file of the ring lies; null for a name that it does not hold. */
  path(file: string): string | null {
    const held = this.#inits.has(file) || this.#segments.some((segment) => segment.file === file);
    return held ? join(this.#folder, file) : null;
  }

  set limits(limits: RingLimits) {
    this.#limits = limits;
  }

  /** Holds what pieces need before them; its name, the same for the same bytes. */
  async addInit(bytes: Uint8Array): Promise<string> {
    const file = `init-${createHash('sha1').update(bytes).digest('hex').slice(0, 12)}.mp4`;
    if (!this.#inits.has(file)) await writeFile(join(this.#folder, file), bytes);
    this.#inits.add(file);
    return file;
  }

  /** Holds a piece that ends at `to`. `isBreak`: its times do not go on from the piece before. */
  async add(
    bytes: Uint8Array,
    { durationS, to, init, isBreak }: Pick<Segment, 'durationS' | 'to' | 'init'> & { readonly isBreak: boolean },
  ): Promise<Segment> {
    if (isBreak && this.#segments.length > 0) this.#breaks += 1;
    const n = this.#next++;
    const segment: Segment = {
      n,
      file: `${n}.${init === null ? 'ts' : 'm4s'}`,
      bytes: bytes.byteLength,
      durationS,
      from: to - durationS * 1000,
      to,
      breaks: this.#breaks,
      init,
    };
    await writeFile(join(this.#folder, segment.file), bytes);
    this.#segments.push(segment);
    this.#bytes += segment.bytes;
    await this.#evict();
    return segment;
  }

  /** Removes its files. */
  async close(): Promise<void> {
    this.#segments.length = 0;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #evict(): Promise<void> {
    const { mostBytes, keepMs } = this.#limits;
    const newest = this.#segments.at(-1)!.to;
    const gone: string[] = [];
    while (this.#segments.length > 1 && (this.#bytes > mostBytes || this.#segments[0]!.to < newest - keepMs)) {
      const segment = this.#segments.shift()!;
      this.#bytes -= segment.bytes;
      gone.push(segment.file);
    }
    const needed = new Set(this.#segments.map(({ init }) => init));
    for (const init of this.#inits) {
      if (needed.has(init)) continue;
      this.#inits.delete(init);
      gone.push(init);
    }
    await Promise.all(gone.map((file) => rm(join(this.#folder, file), { force: true })));
  }
}
