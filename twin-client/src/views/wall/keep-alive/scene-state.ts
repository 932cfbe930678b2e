import type { ScreenReport } from '../../../state/records/screen.ts';
import type { Room } from '../../desk/rooms/room.ts';
import type { View } from '../../desk/selection.ts';

/** A room that is not drawn for longer than this will not be. */
const LOADING_MS = 60_000;

/** Follows what stands in the middle of a wall. */
export class SceneState {
  #notDrawnSince: number | null = null;

  /** What stands there at `now`, epoch ms. */
  look(room: Room | null, view: View, visible: boolean, now: number): ScreenReport['scene'] {
    const drawn = room !== null && room.element.dataset.ready === 'true';
    if (drawn || !visible) this.#notDrawnSince = null;
    else this.#notDrawnSince ??= now;
    if (!visible) return 'hidden';
    if (room?.map && (room.plain || view !== 'map')) return 'instead';
    if (drawn) return 'drawn';
    return now - (this.#notDrawnSince ?? now) > LOADING_MS ? 'failed' : 'loading';
  }
}
