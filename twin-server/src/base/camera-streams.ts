import type pg from 'pg';
import type { CameraMask, CameraStream } from 'twin-core';
import { CAMERA_MASK_TABLE, CAMERA_STREAM_TABLE, loadRecords, upsertRecords } from './record-table.ts';
import { forgetRemoval, removeRecord, streamKey } from './removed-record.ts';

/** What the rows' `source` says of what a person entered. */
const SOURCE = 'hand';

/** Where the pictures of a site's cameras come from, and what of them nobody may see. */
export class CameraStreams {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** By camera, way and role; with `camera`, those of one. */
  list(camera?: string): Promise<CameraStream[]> {
    const only = camera === undefined ? undefined : ({ field: 'camera', value: camera } as const);
    return loadRecords(this.#pool, CAMERA_STREAM_TABLE, this.#site, only);
  }

  async put(stream: CameraStream): Promise<void> {
    await upsertRecords(this.#pool, CAMERA_STREAM_TABLE, this.#site, SOURCE, [stream]);
    await forgetRemoval(this.#pool, 'camera_stream', this.#site, streamKey(stream));
  }

  /** Removes a stream for good: an import does not bring it back. */
  async remove(stream: Pick<CameraStream, 'camera' | 'way' | 'role'>): Promise<void> {
    await removeRecord(this.#pool, 'camera_stream', this.#site, streamKey(stream));
  }

  /** What of pictures nobody may see, by camera; with `camera`, of one. */
  async masks(camera?: string): Promise<ReadonlyMap<string, CameraMask['polygons']>> {
    const only = camera === undefined ? undefined : ({ field: 'camera', value: camera } as const);
    const masks = await loadRecords(this.#pool, CAMERA_MASK_TABLE, this.#site, only);
    return new Map(masks.map((mask) => [mask.camera, mask.polygons]));
  }

  async putMask(mask: CameraMask): Promise<void> {
    await upsertRecords(this.#pool, CAMERA_MASK_TABLE, this.#site, SOURCE, [mask]);
  }
}
