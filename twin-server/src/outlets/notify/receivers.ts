import type pg from 'pg';
import type { AllowedServers } from '../../engines/outside/allowed-servers.ts';
import type { Vault } from '../../engines/vault.ts';
import { InputError } from '../../problem.ts';
import { type Receiver, type ReceiverRecord, wayOf } from './receiver.ts';

/** A receiver as it may be shown: of its secrets only the names of those that are set. */
export interface ReceiverView extends ReceiverRecord {
  readonly secretsSet: readonly string[];
}

const COLUMNS = 'id, way, name, language, enabled, filter, address, secrets';

/** As it stands in its row. */
type Stored = Omit<Receiver, 'secrets'> & { readonly secrets: string };

/** Who of one site is told of alarms: rows that every node reads anew, so that a change holds at once. */
export class Receivers {
  readonly #pool: pg.Pool;
  readonly #vault: Vault;
  readonly #site: string;
  readonly #allowed: AllowedServers;

  constructor(pool: pg.Pool, vault: Vault, site: string, allowed: AllowedServers) {
    this.#pool = pool;
    this.#vault = vault;
    this.#site = site;
    this.#allowed = allowed;
  }

  /** All of them by id, with what must not be shown. */
  async all(): Promise<Receiver[]> {
    const { rows } = await this.#pool.query<Stored>(`SELECT ${COLUMNS} FROM receiver WHERE site = $1 ORDER BY id`, [
      this.#site,
    ]);
    return rows.map((row) => this.#opened(row));
  }

  async get(id: string): Promise<Receiver | null> {
    const { rows } = await this.#pool.query<Stored>(`SELECT ${COLUMNS} FROM receiver WHERE site = $1 AND id = $2`, [
      this.#site,
      id,
    ]);
    return rows[0] ? this.#opened(rows[0]) : null;
  }

  #opened(row: Stored): Receiver {
    return { ...row, secrets: this.#vault.openAll(row.secrets, this.#placeOf(row.id)) } as Receiver;
  }

  #placeOf(id: string): string {
    return `receiver.${this.#site}.${id}`;
  }

  /**
   * Stores a receiver, new or changed; secrets that are not given stay, unless they were another way's. Throws InputError for a server that
   * is not allowed, and where a secret is missing or too short.
   */
  async put(given: Receiver): Promise<ReceiverView> {
    const { id, way, name, language, enabled, filter, address } = given;
    const before = await this.get(id);
    const kept = before?.way === way ? before.secrets : {};
    const parsed = wayOf(given).secrets.safeParse({ ...kept, ...given.secrets });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new InputError(issue!.message, { place: `body.secrets.${issue!.path.join('.')}` });
    }
    this.#checkAllowed(given);
    const sealed = this.#vault.sealAll(parsed.data as Receiver['secrets'], this.#placeOf(id));
    await this.#pool.query(
      `INSERT INTO receiver (site, ${COLUMNS}, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
       ON CONFLICT (site, id) DO UPDATE SET way = excluded.way, name = excluded.name, language = excluded.language,
         enabled = excluded.enabled, filter = excluded.filter, address = excluded.address, secrets = excluded.secrets,
         changed_at = excluded.changed_at`,
      [this.#site, id, way, name, language, enabled, filter, address, JSON.stringify(sealed)],
    );
    return viewReceiver({ ...given, secrets: parsed.data as Receiver['secrets'] });
  }

  /** Whether there was one. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('DELETE FROM receiver WHERE site = $1 AND id = $2', [this.#site, id]);
    return rowCount === 1;
  }

  #checkAllowed(receiver: Receiver): void {
    const url = wayOf(receiver).urlOf(receiver.address);
    if (url === null || this.#allowed.allows(new URL(url))) return;
    throw new InputError(`${new URL(url).hostname} is not among the servers that TWIN_NOTIFY_HOSTS allows`, {
      place: 'body.address.url',
    });
  }
}

/** A receiver without what must not be shown. */
export function viewReceiver({ id, way, name, language, enabled, filter, address, secrets }: Receiver): ReceiverView {
  return { id, way, name, language, enabled, filter, address, secretsSet: Object.keys(secrets).sort() };
}
