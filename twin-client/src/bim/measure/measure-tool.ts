import { Signal } from '../../state/signal.ts';
import { type MeasureKind, type Measurement, POINTS } from './measure.ts';
import type { Snapped } from './snap.ts';

/** The tape as it stands. */
export interface MeasureState {
  /** What is being measured; null while the tape is put away. */
  readonly kind: MeasureKind | null;
  /** Points put down of a measurement that is not done. */
  readonly points: Measurement['points'];
  /** Where the next point would go. */
  readonly pointer: Snapped | null;
  readonly done: readonly Measurement[];
}

const PUT_AWAY: MeasureState = { kind: null, points: [], pointer: null, done: [] };

/** Takes measurements one after another and keeps them until they are cleared. */
export class MeasureTool {
  readonly state = new Signal<MeasureState>(PUT_AWAY);
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get active(): boolean {
    return this.state.get().kind !== null;
  }

  /** Takes the tape up for a kind of measurement; null puts it away and keeps what is done. */
  start(kind: MeasureKind | null): void {
    this.#set({ kind, points: [], pointer: null });
  }

  /** Shows where the next point would go. */
  point(pointer: Snapped | null): void {
    this.#set({ pointer });
  }

  /** Puts a point down; the last that a kind takes ends the measurement. */
  put({ point }: Snapped): void {
    const { kind, points } = this.state.get();
    if (!kind) return;
    const last = points.at(-1);
    // The second click of a double click stands on the first.
    if (last && Math.hypot(last[0] - point[0], last[1] - point[1], last[2] - point[2]) < 1e-3) return;
    this.#set({ points: [...points, point] });
    if (points.length + 1 >= POINTS[kind].most) this.finish();
  }

  /** Ends a measurement that has points enough; one that has not is dropped. */
  finish(): void {
    const { kind, points, done } = this.state.get();
    if (!kind) return;
    const enough = points.length >= POINTS[kind].least;
    this.#set({
      points: [],
      done: enough ? [...done, { number: (done.at(-1)?.number ?? 0) + 1, kind, points }] : done,
    });
  }

  /** Takes the last point back. Returns whether there was one. */
  undo(): boolean {
    const { points } = this.state.get();
    if (points.length === 0) return false;
    this.#set({ points: points.slice(0, -1) });
    return true;
  }

  /** Takes all measurements away; the tape stays in hand. */
  clear(): void {
    this.#set({ points: [], done: [] });
  }

  #set(change: Partial<MeasureState>): void {
    this.state.set({ ...this.state.get(), ...change });
    this.#onChange();
  }
}
