import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { InputError } from '../problem.ts';
import { type AudioContent, readAudio } from './audio-content.ts';

/** A recording of 50 MB is five minutes of the best sound, or most of an hour of usual MP3. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
const MOST_FILES = 500;

/** An uploaded recording; `storedAt` is epoch ms. */
export interface Recording extends AudioContent {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly by: string;
  readonly storedAt: number;
}

const COLUMNS = `id, name, type, bytes::float8 AS bytes, duration_ms AS "durationMs", by,
  (extract(epoch FROM stored_at) * 1000)::float8 AS "storedAt"`;

/** Recordings that can be played: rows, and their sound in the data folder. */
export class Recordings {
  readonly #pool: pg.Pool;
  readonly #site: string;
  readonly #folder: string;

  constructor(pool: pg.Pool, site: string, dataDir: string) {
    this.#pool = pool;
    this.#site = site;
    this.#folder = join(dataDir, 'broadcast');
  }

  /** By name. */
  async list(): Promise<Recording[]> {
    const { rows } = await this.#pool.query<Recording>(
      `SELECT ${COLUMNS} FROM broadcast_file WHERE site = $1 ORDER BY name, id`,
      [this.#site],
    );
    return rows;
  }

  async get(id: string): Promise<Recording | null> {
    const { rows } = await this.#pool.query<Recording>(
      `SELECT ${COLUMNS} FROM broadcast_file WHERE site = $1 AND id = $2`,
      [this.#site, id],
    );
    return rows[0] ?? null;
  }

  /** Stores a recording. Throws InputError for what is none, and where there are too many. */
  async add(name: string, content: Buffer, by: string): Promise<Recording> {
    const { type, durationMs } = readAudio(content);
    if ((await this.list()).length >= MOST_FILES)
      throw new InputError(`there are ${MOST_FILES} files already; remove one first`);
    const id = randomUUID();
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const part = join(this.#folder, `${id}.part`);
    await writeFile(part, content);
    await rename(part, join(this.#folder, id));
    await this.#pool.query(
      `INSERT INTO broadcast_file (site, id, name, type, bytes, duration_ms, by, stored_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [this.#site, id, name, type, content.length, durationMs, by],
    );
    return (await this.get(id))!;
  }

  /** Its sound. */
  open(id: string): AsyncIterable<Uint8Array> {
    return createReadStream(join(this.#folder, id));
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM broadcast_file WHERE site = $1 AND id = $2', [this.#site, id]);
    await rm(join(this.#folder, id), { force: true });
  }
}
