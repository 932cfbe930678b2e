import * as tus from 'tus-js-client';
import { BuildingVersion, ImportJob } from 'twin-core';
import { z } from 'zod';
import type { ImportsPort, UploadEvents } from '../../state/ports/imports.ts';
import { Problem } from '../../state/problem.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Bytes of one request: half a minute on a slow line, and little to send again when it breaks. */
const CHUNK_BYTES = 8 * 2 ** 20;
/** Waits before each new try; the count begins anew with every byte that arrives. */
const RETRY_DELAYS_MS = [0, 1000, 2000, 4000, ...Array.from({ length: 120 }, () => 8000)];

const Jobs = z.object({ items: z.array(ImportJob) });
const Versions = z.object({ items: z.array(BuildingVersion) });

/** Importing models: files by the tus protocol 1.0.0, the rest as everything else. */
export function importsPort(at: Address): ImportsPort {
  const id = encodeURIComponent;
  return {
    list: async (signal) => (await ask(at('/imports'), Jobs, { signal })).items,
    get: (job, signal) => ask(at(`/imports/${id(job)}`), ImportJob, { signal }),
    submit: (request) => ask(at('/imports'), ImportJob, { method: 'POST', body: request }),
    cancel: (job) => ask(at(`/imports/${id(job)}`), ImportJob, { method: 'DELETE' }),
    again: (job) => ask(at(`/imports/${id(job)}/again`), ImportJob, { method: 'POST' }),
    versions: async (building, signal) =>
      (await ask(at(`/buildings/${id(building)}/versions`), Versions, { signal })).items,
    versionFile: (building, version) => at(`/buildings/${id(building)}/versions/${version}/file`),
    restore: (building, version) =>
      ask(at(`/buildings/${id(building)}/versions/${version}/restore`), ImportJob, { method: 'POST' }),
    upload: (file, events, resume) => send(file, at('/uploads'), events, resume),
  };
}

function send(
  file: File,
  endpoint: string,
  events: UploadEvents,
  resume: string | undefined,
): (remove?: boolean) => void {
  let named = resume !== undefined;
  const upload = new tus.Upload(file, {
    // Without an endpoint the library never begins anew what is gone: the file would arrive twice.
    ...(resume === undefined ? { endpoint } : { uploadUrl: `${endpoint}/${encodeURIComponent(resume)}` }),
    metadata: { filename: file.name },
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    storeFingerprintForResuming: false,
    onShouldRetry: (error) => {
      const status = statusOf(error);
      const again = status === 0 || status === 409 || status === 423 || status >= 500;
      // 507: the disk is full, and stays so.
      if (!again || status === 507) return false;
      events.onInterrupted();
      return true;
    },
    onUploadUrlAvailable: () => {
      upload.options.endpoint = null;
      const id = upload.url?.split('/').at(-1);
      // Told again at every new try.
      if (named || id === undefined) return;
      named = true;
      events.onCreated(id);
    },
    onProgress: (sent) => events.onProgress(sent),
    onSuccess: () => events.onDone(),
    onError: (error) => events.onFailed(problemOf(error)),
  });
  upload.start();
  // What cannot be taken back now is swept by the server.
  return (remove = false) => void upload.abort(remove && upload.url !== null).catch(() => undefined);
}

/** Status of the answer that an upload failed with; 0 where there was none. */
function statusOf(error: Error): number {
  return error instanceof tus.DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

const Told = z.object({ title: z.string(), detail: z.string() });

function problemOf(error: Error): Problem {
  const status = statusOf(error);
  if (status === 0) return new Problem(0, 'the server cannot be reached');
  const body = error instanceof tus.DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return new Problem(status, body.trim() || `HTTP ${status}`);
  }
  const told = Told.safeParse(json);
  return told.success ? new Problem(status, told.data.title, told.data.detail) : new Problem(status, `HTTP ${status}`);
}
