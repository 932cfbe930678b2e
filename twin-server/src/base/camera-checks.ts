import type pg from 'pg';

/** A change of a camera that waits for a second person; epoch ms. */
export interface WaitingCheck {
  readonly camera: string;
  /** Account id. */
  readonly changedBy: string;
  readonly changedAt: number;
}

/** The kind whose angle and mask keep the insides of homes private: two people answer for them (E6.1.13-3). */
const WATCHED_KIND = 'falling-object-camera';

/** Which cameras before facades wait for a second person to look at their tilt and mask. What came with the site's base data waits for nobody. */
export class CameraChecks {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** A person changed what a camera sees, or what of it nobody may see. */
  async changed({ code, kind }: { readonly code: string; readonly kind: string }, by: string): Promise<void> {
    if (kind !== WATCHED_KIND) return;
    await this.#pool.query(
      `INSERT INTO camera_check (site, camera, changed_by) VALUES ($1, $2, $3)
       ON CONFLICT (site, camera) DO UPDATE SET changed_by = excluded.changed_by, changed_at = now(), checked_by = NULL, checked_at = NULL`,
      [this.#site, code, by],
    );
  }

  /** Those that wait; with `camera`, that one. */
  async waiting(camera?: string): Promise<ReadonlyMap<string, WaitingCheck>> {
    const { rows } = await this.#pool.query<WaitingCheck>(
      `SELECT camera, changed_by AS "changedBy", (extract(epoch FROM changed_at) * 1000)::float8 AS "changedAt" FROM camera_check
       WHERE site = $1 AND checked_by IS NULL AND ($2::text IS NULL OR camera = $2)`,
      [this.#site, camera ?? null],
    );
    return new Map(rows.map((row) => [row.camera, row]));
  }

  /** A second person looked at it. False where nothing waits, or whoever changed it last is the one who asks. */
  async check(camera: string, by: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `UPDATE camera_check SET checked_by = $3, checked_at = now() WHERE site = $1 AND camera = $2 AND checked_by IS NULL AND changed_by <> $3`,
      [this.#site, camera, by],
    );
    return rowCount === 1;
  }
}
