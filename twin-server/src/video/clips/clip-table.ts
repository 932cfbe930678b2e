import type pg from 'pg';

export type ClipKind = 'clip' | 'snapshot';

/** What was kept of a camera around an alarm. Times are epoch ms. */
export interface KeptClip {
  readonly camera: string;
  readonly kind: ClipKind;
  readonly from: number;
  readonly to: number;
  /** Name in the folder of clips; null where there was nothing to keep, which `fault` explains. */
  readonly file: string | null;
  readonly bytes: number;
  readonly fault: string | null;
}

type Row = Omit<KeptClip, 'from' | 'to' | 'bytes'> & { readonly from: Date; readonly to: Date; readonly bytes: string };

/** What was kept around the alarms of a site. */
export class ClipTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Of an alarm, by camera and kind. */
  async list(alarm: string): Promise<KeptClip[]> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT camera, kind, "from", "to", file, bytes, fault FROM alarm_clip
       WHERE site = $1 AND alarm = $2 ORDER BY camera, kind`,
      [this.#site, alarm],
    );
    return rows.map((row) => ({
      ...row,
      from: row.from.getTime(),
      to: row.to.getTime(),
      bytes: Number(row.bytes),
    }));
  }

  /** The same for each of these alarms; what is noted of one already stays. */
  async add(alarms: readonly string[], clip: KeptClip): Promise<void> {
    const { camera, kind, from, to, file, bytes, fault } = clip;
    await this.#pool.query(
      `INSERT INTO alarm_clip (site, alarm, camera, kind, "from", "to", file, bytes, fault)
       SELECT $1, alarm, $3, $4, $5, $6, $7, $8, $9 FROM unnest($2::text[]) AS alarm ON CONFLICT DO NOTHING`,
      [this.#site, alarms, camera, kind, new Date(from), new Date(to), file, bytes, fault],
    );
  }

  /** Forgets what ended before an instant; the files that nothing refers to any more. */
  async forget(before: number): Promise<string[]> {
    const { rows } = await this.#pool.query<{ file: string }>(
      `WITH gone AS (DELETE FROM alarm_clip WHERE site = $1 AND "to" < $2 RETURNING file)
       SELECT DISTINCT file FROM gone WHERE file IS NOT NULL
         AND NOT EXISTS (SELECT FROM alarm_clip c WHERE c.site = $1 AND c.file = gone.file AND c."to" >= $2)`,
      [this.#site, new Date(before)],
    );
    return rows.map(({ file }) => file);
  }
}
