import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** A shift handed over; times are epoch ms, people account ids. Signed by the incoming person, or not yet. */
export interface Handover {
  readonly id: string;
  readonly writtenAt: number;
  readonly writtenBy: string;
  readonly notes: string;
  /** As it was written; whoever reads it knows its shape. */
  readonly sheet: unknown;
  readonly signedAt: number | null;
  readonly signedBy: string | null;
  readonly remark: string | null;
}

/** Why a handover is not signed. */
export type SignRefusal = 'unknown' | 'signed' | 'own';

/** Where a page of the list ended. */
export type HandoverPosition = readonly [writtenAt: number, id: string];

const COLUMNS = `h.id, (extract(epoch FROM h.written_at) * 1000)::float8 AS "writtenAt", h.written_by AS "writtenBy", h.notes, h.sheet,
  (extract(epoch FROM s.signed_at) * 1000)::float8 AS "signedAt", s.signed_by AS "signedBy", s.remark`;
const JOINED = 'FROM handover h LEFT JOIN handover_signature s ON s.site = h.site AND s.handover = h.id';

/** The handovers of a site, kept by the database: written and signed, never changed. */
export class Handovers {
  readonly #pool: Pool;
  readonly #site: string;

  constructor(pool: Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Stores a sheet that somebody hands over at `now`, epoch ms; returns its id. */
  async write(by: string, notes: string, sheet: object, now: number): Promise<string> {
    const id = randomUUID();
    await this.#pool.query(
      'INSERT INTO handover (site, id, written_at, written_by, notes, sheet) VALUES ($1, $2, $3, $4, $5, $6)',
      [this.#site, id, new Date(now), by, notes, JSON.stringify(sheet)],
    );
    return id;
  }

  /** Signs a handover; null when it is done. Two people at once: the first one signs. */
  async sign(id: string, by: string, remark: string | null, now: number): Promise<SignRefusal | null> {
    const { rowCount } = await this.#pool.query(
      `INSERT INTO handover_signature (site, handover, signed_at, signed_by, remark)
       SELECT site, id, $3, $4::uuid, $5 FROM handover WHERE site = $1 AND id = $2 AND written_by <> $4::uuid
       ON CONFLICT DO NOTHING`,
      [this.#site, id, new Date(now), by, remark],
    );
    if (rowCount === 1) return null;
    const found = await this.find(id);
    if (!found) return 'unknown';
    return found.signedBy === null ? 'own' : 'signed';
  }

  async find(id: string): Promise<Handover | undefined> {
    const { rows } = await this.#pool.query<Handover>(`SELECT ${COLUMNS} ${JOINED} WHERE h.site = $1 AND h.id = $2`, [
      this.#site,
      id,
    ]);
    return rows[0];
  }

  /** The newest first, or only those that nobody signed. */
  async list(
    limit: number,
    { after, unsigned = false }: { readonly after?: HandoverPosition | undefined; readonly unsigned?: boolean } = {},
  ): Promise<Handover[]> {
    const { rows } = await this.#pool.query<Handover>(
      `SELECT ${COLUMNS} ${JOINED}
       WHERE h.site = $1 AND ($2::timestamptz IS NULL OR (h.written_at, h.id) < ($2, $3::uuid)) AND (NOT $4 OR s.signed_at IS NULL)
       ORDER BY h.written_at DESC, h.id DESC LIMIT $5`,
      [this.#site, after ? new Date(after[0]) : null, after?.[1] ?? null, unsigned, limit],
    );
    return rows;
  }
}
