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

/** To the worker: look for the first statement of a file that is none. */
export interface InspectRequest {
  readonly kind: 'inspect';
  readonly file: string;
  readonly limits: SourceLimits;
}

/** To the worker: bake a file, inspect one, or load what every bake needs ahead of the first. */
export type WorkerRequest = BakeRequest | InspectRequest | { readonly kind: 'warm' };

/** From the worker: progress, then one of the others; `input` tells a bad file from a fault of ours. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly progress: BakeProgress }
  | { readonly kind: 'warm' }
  | { readonly kind: 'done'; readonly report: BakeReport }
  | { readonly kind: 'inspected'; readonly fault: string | null }
  | { readonly kind: 'failed'; readonly input: boolean; readonly reason: string };
