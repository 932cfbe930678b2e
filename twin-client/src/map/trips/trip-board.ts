import { positionAt, type Track, type TrailPiece, trailOf, waysOf } from './track.ts';

/** What of the ways of patrols and vehicles is drawn. */
export interface TripPicture {
  /** The whole ways, faint: the same array until other tracks are shown. */
  readonly ways: readonly { readonly path: readonly (readonly [number, number])[]; readonly color: string }[];
  readonly trail: readonly TrailPiece[];
  /** Where each mover is. */
  readonly heads: readonly { readonly track: Track; readonly place: readonly [number, number] }[];
}

/** How long a trail is: about a round of a house. */
const TRAIL_MS = 180_000;

/** The ways of patrols and vehicles, and the time they are shown at. */
export class TripBoard {
  #tracks: readonly Track[] = [];
  #ways: TripPicture['ways'] = [];
  #picture: TripPicture | null = null;

  get picture(): TripPicture | null {
    return this.#picture;
  }

  /** Shows tracks at a time, epoch ms; none with null. */
  show(tracks: readonly Track[] | null, time: number): void {
    if (!tracks) {
      this.#picture = null;
      return;
    }
    if (tracks !== this.#tracks) {
      this.#tracks = tracks;
      this.#ways = tracks.flatMap((track) => waysOf(track).map((path) => ({ path, color: track.color })));
    }
    this.#picture = {
      ways: this.#ways,
      trail: tracks.flatMap((track) => trailOf(track, time, TRAIL_MS)),
      heads: tracks.flatMap((track) => {
        const place = positionAt(track, time);
        return place ? [{ track, place }] : [];
      }),
    };
  }
}
