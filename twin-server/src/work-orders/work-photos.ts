import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { InputError } from '../problem.ts';
import { type PhotoType, photoTypeOf } from './photo-content.ts';

/** A photo in the data folder; `takenAt` is epoch ms. */
export interface WorkPhoto {
  readonly id: string;
  readonly type: PhotoType;
  readonly bytes: number;
  /** Account id. */
  readonly takenBy: string;
  readonly takenAt: number;
}

const COLUMNS = `id, type, bytes::float8 AS bytes, taken_by AS "takenBy", (extract(epoch FROM taken_at) * 1000)::float8 AS "takenAt"`;

/** Photos of work orders and of findings: rows, and their bytes in the data folder. */
export class WorkPhotos {
  readonly #pool: pg.Pool;
  readonly #site: string;
  readonly #folder: string;

  constructor(pool: pg.Pool, site: string, dataDir: string) {
    this.#pool = pool;
    this.#site = site;
    this.#folder = join(dataDir, 'work-photos');
  }

  async get(id: string): Promise<WorkPhoto | null> {
    const { rows } = await this.#pool.query<WorkPhoto>(
      `SELECT ${COLUMNS} FROM work_photo WHERE site = $1 AND id = $2`,
      [this.#site, id],
    );
    return rows[0] ?? null;
  }

  /** Of an order, in the order they were taken. */
  async of(workOrder: number): Promise<WorkPhoto[]> {
    const { rows } = await this.#pool.query<WorkPhoto>(
      `SELECT ${COLUMNS} FROM work_photo WHERE site = $1 AND work_order = $2 ORDER BY taken_at, id`,
      [this.#site, workOrder],
    );
    return rows;
  }

  /**
   * Stores a photo where `enter` takes it: its row is `enter`'s to write, and what it refuses leaves no file. Resolves with its refusal, null where
   * it took it. Throws InputError for what is no photo.
   */
  async keep<Refusal extends string>(
    content: Buffer,
    taken: { readonly by: string; readonly at: number },
    enter: (photo: WorkPhoto) => Promise<Refusal | null>,
  ): Promise<Refusal | null> {
    const type = photoTypeOf(content);
    if (type === null) throw new InputError('the photo: expected a whole picture, JPEG, PNG or WebP');
    const photo = { id: randomUUID(), type, bytes: content.length, takenBy: taken.by, takenAt: taken.at };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, photo.id);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
    let taking = false;
    try {
      const refusal = await enter(photo);
      taking = refusal === null;
      return refusal;
    } finally {
      if (!taking) await rm(path, { force: true });
    }
  }

  /** Its bytes. */
  open(id: string): AsyncIterable<Uint8Array> {
    return createReadStream(join(this.#folder, id));
  }
}

/** Enters the row of a photo, of an order or of none yet. */
export async function insertPhoto(
  client: pg.ClientBase,
  site: string,
  { id, type, bytes, takenBy, takenAt }: WorkPhoto,
  workOrder: number | null,
): Promise<void> {
  await client.query(
    `INSERT INTO work_photo (site, id, work_order, type, bytes, taken_by, taken_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [site, id, workOrder, type, bytes, takenBy, new Date(takenAt)],
  );
}
