import type { RoomHover, RoomPick } from '../state/marker.ts';

/** What the pointer is over, looked up at most once a frame. */
export class MapHover {
  readonly #element: HTMLElement;
  readonly #pick: (x: number, y: number) => RoomPick | null;
  readonly #tell: (hover: RoomHover | null) => void;
  #at: { readonly x: number; readonly y: number } | null = null;
  #frame = 0;
  #told = false;
  /** The pointer is over something that a click would mean. */
  meant = false;

  constructor(
    element: HTMLElement,
    pick: (x: number, y: number) => RoomPick | null,
    tell: (hover: RoomHover | null) => void = () => undefined,
  ) {
    this.#element = element;
    this.#pick = pick;
    this.#tell = tell;
    element.addEventListener('pointermove', this.#onMove);
    element.addEventListener('pointerleave', this.#onLeave);
  }

  readonly #onMove = ({ clientX, clientY, buttons }: PointerEvent): void => {
    if (buttons !== 0) {
      this.end();
      return;
    }
    this.#at = { x: clientX, y: clientY };
    this.#frame ||= requestAnimationFrame(() => this.#look());
  };

  readonly #onLeave = (): void => this.end();

  #look(): void {
    this.#frame = 0;
    if (!this.#at) return;
    const { x, y } = this.#at;
    const { left, top } = this.#element.getBoundingClientRect();
    const pick = this.#pick(x - left, y - top);
    this.meant = pick !== null && pick.kind !== 'ground';
    if (pick?.kind === 'device' || pick?.kind === 'cluster') {
      this.#told = true;
      this.#tell({ pick, x, y });
    } else this.#untell();
  }

  #untell(): void {
    if (this.#told) this.#tell(null);
    this.#told = false;
  }

  /** What was under the pointer is somewhere else now. */
  end(): void {
    this.#at = null;
    this.meant = false;
    this.#untell();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.end();
    this.#element.removeEventListener('pointermove', this.#onMove);
    this.#element.removeEventListener('pointerleave', this.#onLeave);
  }
}
