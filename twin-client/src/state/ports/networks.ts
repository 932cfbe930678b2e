import type { SectionPipe, TraceKind } from 'twin-core';
import type { LonLat } from '../ground-plan.ts';
import type { HeightsReply, NetworkRow, PipeRecord, TraceReply } from '../records/network.ts';

/** Pipes and cables under the ground. Every method rejects with a Problem. */
export interface NetworksPort {
  list(signal?: AbortSignal): Promise<readonly NetworkRow[]>;
  /** `at`: the place on a pipe whose depth is asked for; its middle where not given. */
  element(layer: string, id: string, at: LonLat | null, signal?: AbortSignal): Promise<PipeRecord>;
  trace(layer: string, element: string, kind: TraceKind, signal?: AbortSignal): Promise<TraceReply>;
  section(line: readonly LonLat[], signal?: AbortSignal): Promise<readonly SectionPipe[]>;
  heights(places: readonly LonLat[], signal?: AbortSignal): Promise<HeightsReply['items']>;
}
