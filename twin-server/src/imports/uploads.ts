import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { FileConfigstore, FileStore } from '@tus/file-store';
import { EVENTS, Server, type Upload } from '@tus/server';
import { EXPECTED_NAMES, safeFileName } from './file-name.ts';
import { ImportRefusal } from './import-refusal.ts';

/** Bytes of one file at most: 1 GiB. */
const MAX_FILE_BYTES = 2 ** 30;
/** Files that arrived in part, or whole and unused: this many, and this many bytes as announced. */
const MAX_PENDING = 64;
const MAX_PENDING_BYTES = 8 * 2 ** 30;
/** An upload that is not finished within this is removed. */
const KEEP_MS = 24 * 3_600_000;
/** What must stay free on the disk beside the file and its tiles, which take about as much again. */
const SPARE_BYTES = 512 * 2 ** 20;
const TILES_FACTOR = 2;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file on its way here. */
export interface UploadState {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Bytes that are here. */
  readonly offset: number;
}

/** A fault in the use of the protocol, as the library words it. */
export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface UploadsOptions {
  readonly folder: string;
  /** Address of the uploads, without a slash at its end. */
  readonly path: string;
  /** The last byte of an upload is here. */
  readonly onFinished: (id: string) => void;
  /** An upload was given up by its sender or by its age. */
  readonly onGone: (id: string) => void;
}

/**
 * Files that come by the tus protocol (1.0.0: creation, termination, expiration), resumable over lost connections and restarts.
 * They are streamed to the folder; how much of one is here is the length of its file.
 */
export class Uploads {
  readonly #folder: string;
  readonly #store: FileStore;
  readonly #config: FileConfigstore;
  readonly #server: Server;
  readonly #options: UploadsOptions;

  constructor(options: UploadsOptions) {
    const { folder, path, onFinished, onGone } = options;
    this.#options = options;
    this.#folder = folder;
    this.#config = new FileConfigstore(folder);
    this.#store = new FileStore({
      directory: folder,
      configstore: this.#config,
      expirationPeriodInMilliseconds: KEEP_MS,
    });
    this.#server = new Server({
      path,
      datastore: this.#store,
      maxSize: MAX_FILE_BYTES,
      relativeLocation: true,
      // Pages of other sites have no business here; the guard of the API refuses them too.
      allowedOrigins: () => false,
      namingFunction: () => randomUUID(),
      getFileIdFromRequest: (_request, last) => (last !== undefined && UUID.test(last) ? last : undefined),
      onUploadCreate: async (_request, upload) => {
        await this.#admit(upload);
        return {};
      },
      onUploadFinish: async (_request, upload) => {
        onFinished(upload.id);
        return {};
      },
      onResponseError: (_request, error) => {
        if (error instanceof ImportRefusal) throw error;
        if ('status_code' in error) throw new UploadFault(error.status_code, error.body.trim());
        throw error;
      },
    });
    this.#server.on(EVENTS.POST_TERMINATE, (_request, _response, id) => onGone(id));
  }

  /** Makes the folder and removes what is too old. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.sweep();
  }

  /** Serves one request of the protocol. Rejects with ImportRefusal or UploadFault where it cannot be fulfilled. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.#server.handle(request, response);
  }

  /** An upload, finished or under way; null where there is none. */
  async find(id: string): Promise<UploadState | null> {
    if (!UUID.test(id)) return null;
    const upload = await this.#store.getUpload(id).catch(() => null);
    if (!upload) return null;
    const fileName = safeFileName(upload.metadata?.filename ?? '');
    return fileName === null ? null : { id, fileName, bytes: upload.size ?? 0, offset: upload.offset };
  }

  /** Moves a finished upload's file away. */
  async take(id: string, to: string): Promise<void> {
    await mkdir(dirname(to), { recursive: true });
    await rename(join(this.#folder, id), to);
    await this.#config.delete(id);
  }

  /** Removes an upload; onGone is not called. */
  async remove(id: string): Promise<void> {
    if (!UUID.test(id)) return;
    await rm(join(this.#folder, id), { force: true });
    await this.#config.delete(id).catch(() => undefined);
  }

  /** Removes what was not finished, or not used, within a day. */
  async sweep(now = Date.now()): Promise<void> {
    for (const upload of await this.#pending()) {
      const created = Date.parse(upload.creation_date ?? '');
      if (now - created < KEEP_MS) continue;
      await this.remove(upload.id);
      this.#options.onGone(upload.id);
    }
  }

  async #admit(upload: Upload): Promise<void> {
    const { size, metadata } = upload;
    if (size === undefined) throw new ImportRefusal('invalid', 'Upload-Length: expected the size of the file in bytes');
    if (size === 0) throw new ImportRefusal('invalid', 'the file is empty');
    if (safeFileName(metadata?.filename ?? '') === null)
      throw new ImportRefusal('invalid', `Upload-Metadata: expected a filename that ends in ${EXPECTED_NAMES}`);
    const pending = await this.#pending();
    const announced = pending.reduce((sum, { size: bytes }) => sum + (bytes ?? 0), 0);
    if (pending.length >= MAX_PENDING || announced + size > MAX_PENDING_BYTES)
      throw new ImportRefusal(
        'conflict',
        `${pending.length} uploads of ${announced} bytes are not finished: finish or cancel one`,
      );
    const { bavail, bsize } = await statfs(this.#folder);
    const needed = size * (1 + TILES_FACTOR) + SPARE_BYTES;
    if (bavail * bsize < needed)
      throw new ImportRefusal(
        'noSpace',
        `the disk has ${bavail * bsize} bytes free; ${needed} are needed for this file and its tiles`,
      );
  }

  async #pending(): Promise<Upload[]> {
    const ids = (await readdir(this.#folder).catch(() => [])).filter((name) => UUID.test(name));
    const found = await Promise.all(ids.map((id) => this.#config.get(id).catch(() => undefined)));
    return found.flatMap((upload) => upload ?? []);
  }
}
