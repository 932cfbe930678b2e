/** Pieces that a live playlist shows. */
const WINDOW = 6;
/** Kept a little longer than they are shown: who has the playlist before the last one still gets them. */
const KEPT = WINDOW + 4;

/** How a camera's picture is: it moves, the same piece comes again and again, or nothing comes. */
export type Picture = 'moving' | 'frozen' | 'lost';

/** A clip that a camera may play: its name and how many pieces it has. */
export interface Clip {
  readonly name: string;
  readonly segments: number;
}

interface Piece {
  readonly sequence: number;
  readonly clip: Clip;
  /** Which piece of the clip. */
  readonly segment: number;
  /** Breaks of the times in the stream before it. */
  readonly breaks: number;
}

/** A clip that is played over and over as a live stream of HLS: a piece more each time its length has passed; now and then another clip. */
export class LoopStream {
  readonly #segmentMs: number;
  readonly #pieces: Piece[] = [];
  #next: number;

  /** `now`, epoch ms: pieces are numbered by the time since 1970, so that a program started anew goes on. */
  constructor(segmentMs: number, now: number) {
    this.#segmentMs = segmentMs;
    this.#next = Math.floor(now / segmentMs) - WINDOW;
  }

  /** The playlist of now, with `clip` as what is played; a picture that is lost has none. Addresses are `{clip}-init.mp4` and `{number}.m4s`. */
  playlist(now: number, clip: Clip, picture: Picture): string | null {
    if (picture === 'lost') return null;
    this.#extend(now, clip, picture);
    const shown = this.#pieces.slice(-WINDOW);
    const lines = [
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      `#EXT-X-TARGETDURATION:${Math.ceil(this.#segmentMs / 1000)}`,
      `#EXT-X-MEDIA-SEQUENCE:${shown[0]?.sequence ?? 0}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${shown[0]?.breaks ?? 0}`,
    ];
    for (const [at, { sequence, breaks, clip: played }] of shown.entries()) {
      const before = shown[at - 1];
      if (before && breaks !== before.breaks) lines.push('#EXT-X-DISCONTINUITY');
      if (before?.clip.name !== played.name) lines.push(`#EXT-X-MAP:URI="${played.name}-init.mp4"`);
      lines.push(`#EXTINF:${(this.#segmentMs / 1000).toFixed(3)},`, `${sequence}.m4s`);
    }
    return `${lines.join('\n')}\n`;
  }

  /** Which piece of which clip stands under a number; null for one that is not kept. */
  piece(sequence: number): { readonly clip: Clip; readonly segment: number } | null {
    return this.#pieces.find((piece) => piece.sequence === sequence) ?? null;
  }

  #extend(now: number, clip: Clip, picture: Picture): void {
    const until = Math.floor(now / this.#segmentMs);
    // Nobody asked for a while: what was between is not made up for.
    if (until - this.#next > KEPT) [this.#next, this.#pieces.length] = [until - WINDOW, 0];
    for (; this.#next < until; this.#next += 1) {
      const before = this.#pieces.at(-1);
      this.#pieces.push(following(before, this.#next, clip, picture === 'frozen'));
    }
    this.#pieces.splice(0, Math.max(0, this.#pieces.length - KEPT));
  }
}

/** The piece after another one. The clip's own times begin anew where it does, and where another clip comes. */
function following(before: Piece | undefined, sequence: number, clip: Clip, isFrozen: boolean): Piece {
  if (!before) return { sequence, clip, segment: sequence % clip.segments, breaks: 0 };
  if (isFrozen) return { ...before, sequence, breaks: before.breaks + 1 };
  const isSame = before.clip.name === clip.name;
  const segment = isSame ? (before.segment + 1) % clip.segments : 0;
  return { sequence, clip, segment, breaks: before.breaks + (isSame && segment > 0 ? 0 : 1) };
}
