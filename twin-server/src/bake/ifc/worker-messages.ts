import type { PlacementOverride } from './georeference.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import type { SourceLimits } from './source-limits.ts';

/** To the worker: bake one file into an existing folder. */
export interface BakeRequest {
  readonly kind: 'bake';
  readonly file: string;
  readonly folder: string;
  readonly override: PlacementOverride;
  readonly limits: SourceLimits;
}

/** To the worker: bake a file, or load what every bake needs ahead of the first. */
export type WorkerRequest = BakeRequest | { readonly kind: 'warm' };

/** From the worker: progress, then one of the other three; `input` tells a bad file from a fault of ours. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly progress: BakeProgress }
  | { readonly kind: 'warm' }
  | { readonly kind: 'done'; readonly report: BakeReport }
  | { readonly kind: 'failed'; readonly input: boolean; readonly reason: string };
