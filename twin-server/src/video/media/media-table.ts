import type pg from 'pg';
import type { CameraStream, StreamRole } from 'twin-core';
import type { Vault } from '../../engines/vault.ts';
import type { MediaServer, StreamName } from './media-server.ts';

/** What a camera's stream is called by the media server of its site. */
export interface CameraFeed extends StreamName {
  readonly camera: string;
  readonly role: StreamRole;
  /** Where the media server gets it: an address, which may hold a password, or `onvif:` for the one that the camera tells; null where it is sent to it. */
  readonly source: string | null;
}

/** The media server of a site, and what it has of which camera. */
export class MediaTable {
  readonly #pool: pg.Pool;
  readonly #vault: Vault;
  readonly #site: string;

  constructor(pool: pg.Pool, vault: Vault, site: string) {
    this.#pool = pool;
    this.#vault = vault;
    this.#site = site;
  }

  async server(): Promise<MediaServer | null> {
    const { rows } = await this.#pool.query<MediaServer>(
      'SELECT kind, api_url AS "apiUrl", play_url AS "playUrl", secret FROM media_server WHERE site = $1',
      [this.#site],
    );
    const [row] = rows;
    // Without it the media server says itself that it is refused.
    return row ? { ...row, secret: this.#vault.open(row.secret, this.#placeOf('media_server')) ?? '' } : null;
  }

  #placeOf(...parts: readonly string[]): string {
    const [table, ...key] = parts;
    return [table, this.#site, ...key].join('.');
  }

  async putServer({ kind, apiUrl, playUrl, secret }: MediaServer): Promise<void> {
    await this.#pool.query(
      `INSERT INTO media_server (site, kind, api_url, play_url, secret) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (site) DO UPDATE SET kind = excluded.kind, api_url = excluded.api_url, play_url = excluded.play_url,
         secret = excluded.secret`,
      [this.#site, kind, apiUrl, playUrl, this.#vault.seal(secret, this.#placeOf('media_server'))],
    );
  }

  async removeServer(): Promise<void> {
    await this.#pool.query('DELETE FROM media_server WHERE site = $1', [this.#site]);
  }

  /** By camera and role. */
  async feeds(): Promise<CameraFeed[]> {
    const { rows } = await this.#pool.query<CameraFeed>(
      'SELECT camera, role, app, stream, source FROM camera_feed WHERE site = $1 ORDER BY camera, role',
      [this.#site],
    );
    return rows.map((feed) => ({
      ...feed,
      source: feed.source === null ? null : this.#vault.open(feed.source, this.#feedPlace(feed)),
    }));
  }

  #feedPlace({ camera, role }: Pick<CameraFeed, 'camera' | 'role'>): string {
    return this.#placeOf('camera_feed', camera, role);
  }

  async putFeed(feed: CameraFeed): Promise<void> {
    const { camera, role, app, stream } = feed;
    const source = feed.source === null ? null : this.#vault.seal(feed.source, this.#feedPlace(feed));
    await this.#pool.query(
      `INSERT INTO camera_feed (site, camera, role, app, stream, source) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (site, camera, role) DO UPDATE SET app = excluded.app, stream = excluded.stream, source = excluded.source`,
      [this.#site, camera, role, app, stream, source],
    );
  }

  async removeFeed({ camera, role }: Pick<CameraStream, 'camera' | 'role'>): Promise<void> {
    await this.#pool.query('DELETE FROM camera_feed WHERE site = $1 AND camera = $2 AND role = $3', [
      this.#site,
      camera,
      role,
    ]);
  }
}
