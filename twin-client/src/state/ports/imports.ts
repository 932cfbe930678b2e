import type { BuildingVersion, ImportJob, ImportRequest } from 'twin-core';
import type { Problem } from '../problem.ts';

/** What a sender is told of its upload. */
export interface UploadEvents {
  /** The server expects the file under this id; not called for an upload that is resumed. */
  onCreated(upload: string): void;
  /** Bytes of the file that are at the server, or on their way there. */
  onProgress(sent: number): void;
  /** The connection is lost; it is tried again by itself. */
  onInterrupted(): void;
  onDone(): void;
  /** It will not go on by itself. */
  onFailed(problem: Problem): void;
}

/** Importing models. */
export interface ImportsPort {
  /** Imports under way and the newest of the others, newest first. */
  list(signal?: AbortSignal): Promise<readonly ImportJob[]>;
  get(id: string, signal?: AbortSignal): Promise<ImportJob>;
  submit(request: ImportRequest): Promise<ImportJob>;
  cancel(id: string): Promise<ImportJob>;
  /** Tries an interrupted import again. */
  again(id: string): Promise<ImportJob>;
  /** The models a building has and had, newest first. */
  versions(building: string, signal?: AbortSignal): Promise<readonly BuildingVersion[]>;
  /** Address of a version's file. */
  versionFile(building: string, version: number): string;
  restore(building: string, version: number): Promise<ImportJob>;
  /** Sends a file piece by piece, going on after every loss of the connection; `resume` is an upload begun before. Returns what stops it, and with `remove` takes back what was sent. */
  upload(file: File, events: UploadEvents, resume?: string): (remove?: boolean) => void;
}
