import type pg from 'pg';
import type { AssetState, LedgerStep } from 'twin-core';

/** A line of the ledger. */
export interface LedgerLine {
  readonly step: LedgerStep;
  /** The day it happened on, as YYYY-MM-DD of the site. */
  readonly day: string;
  readonly note: string | null;
  /** Account id. */
  readonly enteredBy: string;
  /** Epoch ms. */
  readonly enteredAt: number;
}

/** The ledger of the assets of a site. */
export class AssetLedger {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** What became of a device, the newest day first, of one day what was entered last. */
  async of(device: string): Promise<LedgerLine[]> {
    const { rows } = await this.#pool.query<LedgerLine>(
      `SELECT step, to_char(day, 'YYYY-MM-DD') AS day, note, entered_by AS "enteredBy",
              (extract(epoch FROM entered_at) * 1000)::float8 AS "enteredAt"
       FROM asset_ledger WHERE site = $1 AND device = $2 ORDER BY day DESC, id DESC`,
      [this.#site, device],
    );
    return rows;
  }

  /** The state of every asset that is in another one than in service, by the code of its device. */
  async states(): Promise<ReadonlyMap<string, AssetState>> {
    const { rows } = await this.#pool.query<{ device: string; step: AssetState }>(
      `SELECT device, step FROM (
         SELECT DISTINCT ON (device) device, step FROM asset_ledger
         WHERE site = $1 AND step <> 'inspected' ORDER BY device, day DESC, id DESC
       ) AS last WHERE step <> 'inService' ORDER BY device`,
      [this.#site],
    );
    return new Map(rows.map(({ device, step }) => [device, step]));
  }

  async add(device: string, { step, day, note, enteredBy, enteredAt }: LedgerLine): Promise<void> {
    await this.#pool.query(
      `INSERT INTO asset_ledger (site, device, step, day, note, entered_by, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0::float8))`,
      [this.#site, device, step, day, note, enteredBy, enteredAt],
    );
  }
}

/** The state of an asset by its ledger, the newest line first: of a device in the registry nobody wrote anything about, in service. */
export function assetState(lines: readonly LedgerLine[]): AssetState {
  for (const { step } of lines) if (step !== 'inspected') return step;
  return 'inService';
}
