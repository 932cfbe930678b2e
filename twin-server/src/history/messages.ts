import type { Historian, HistorianOptions } from './historian.ts';

/** What may be asked of a historian in another process. */
export interface Questions {
  readonly points: Historian['points'];
  readonly intervals: Historian['intervals'];
  readonly stateAt: Historian['stateAt'];
}

/** To the process: first `open`, then questions. `writes`: this process seals and ages; without, it only answers. */
export type Request =
  | { readonly kind: 'open'; readonly options: HistorianOptions; readonly writes: boolean }
  | { readonly kind: 'ask'; readonly id: number; readonly name: keyof Questions; readonly args: readonly unknown[] };

/** From the process. `tooOld`: the oldest state there is, in epoch ms. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string; readonly tooOld: number | null }
  | { readonly kind: 'trouble'; readonly reason: string };
