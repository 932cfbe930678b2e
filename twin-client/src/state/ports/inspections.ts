import type { FindingKind, WorkOrderPriority } from 'twin-core';
import type { FinishedWalk, InspectionFigures, Point, Round, Walk } from '../records/inspection.ts';

/** A round to be declared; `owner` is an account id, `dueDay` YYYY-MM-DD. */
export interface RoundDraft {
  readonly id: string;
  readonly name: string;
  readonly points: readonly Point[];
  readonly intervalDays: number;
  readonly owner: string | null;
  readonly dueDay: string;
}

/** Inspection rounds (8.2.1-7). Every method rejects with a Problem: status 409 where somebody else was faster. */
export interface InspectionsPort {
  rounds(signal?: AbortSignal): Promise<readonly Round[]>;
  /** `version` is that of the round as it was read, null for a new one. */
  putRound(round: RoundDraft, version: string | null): Promise<Round>;
  removeRound(id: string): Promise<void>;
  start(round: string): Promise<Walk>;
  /** Finished walks of a round, the newest first. */
  walks(round: string, signal?: AbortSignal): Promise<readonly FinishedWalk[]>;
  walk(id: string, signal?: AbortSignal): Promise<Walk>;
  /** Says what is at a point; `finding` is null where it is as it should be. */
  look(walk: string, point: number, said: { finding: FindingKind | null; note: string | null }): Promise<Walk>;
  addPhoto(walk: string, point: number, photo: Blob): Promise<Walk>;
  /** Opens a work order for a finding. */
  openOrder(walk: string, point: number, order: { title: string; priority: WorkOrderPriority }): Promise<Walk>;
  finish(walk: string): Promise<Walk>;
  figures(days: number, signal?: AbortSignal): Promise<InspectionFigures>;
}
