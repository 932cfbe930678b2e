import type { Coverage } from 'twin-core/geometry';
import type { CameraMasks, Estate, HomeSun, SightCamera } from './estate.ts';

/** What may be asked of an estate in another process. */
export interface Questions {
  readonly coverage: (cameras: readonly SightCamera[]) => Coverage;
  /** Masks of cameras whose pictures are flat; null for the others. */
  readonly masks: (cameras: readonly SightCamera[]) => (CameraMasks | null)[];
  readonly sun: (year: number) => HomeSun[];
}

/** To the process: the estate when it is another than before, then a question. */
export type Request =
  | { readonly kind: 'estate'; readonly estate: Estate }
  | { readonly kind: 'ask'; readonly id: number; readonly name: keyof Questions; readonly args: readonly unknown[] };

/** From the process. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };
