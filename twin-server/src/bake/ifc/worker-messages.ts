import type { PlacementOverride } from './georeference.ts';
import type { BakeProgress, BakeReport } from './report.ts';

/** To the worker: bake one file into an existing folder. */
export interface BakeRequest {
  readonly file: string;
  readonly folder: string;
  readonly override: PlacementOverride;
}

/** From the worker: progress, then one of the other two; `input` tells a bad file from a fault of ours. */
export type BakeAnswer =
  | { readonly kind: 'progress'; readonly progress: BakeProgress }
  | { readonly kind: 'done'; readonly report: BakeReport }
  | { readonly kind: 'failed'; readonly input: boolean; readonly reason: string };
