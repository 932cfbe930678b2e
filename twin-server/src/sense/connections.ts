import type pg from 'pg';
import type { Log } from '../engines/log.ts';
import type { Vault } from '../engines/vault.ts';
import { InputError, reasonOf } from '../problem.ts';
import type { Adapter, ConnectionSink, ConnectionState, OpenConnection } from './adapter.ts';
import {
  type ConnectionRecord,
  type ConnectionRow,
  deleteConnection,
  readConnections,
  writeConnection,
} from './connection-table.ts';

/** A connection as it may be shown: without what its adapter calls secret, of which only the names are told. */
export interface ConnectionView extends ConnectionRecord {
  readonly code: string;
  /** Names of the secret settings that are set. */
  readonly secretsSet: readonly string[];
  /** Null while it is not enabled. */
  readonly state: ConnectionState | null;
}

export interface ConnectionsOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly site: string;
  readonly adapters: readonly Adapter[];
  readonly sink: ConnectionSink;
  readonly log: Log;
}

interface Kept {
  readonly row: ConnectionRow;
  readonly open: OpenConnection | null;
}

/**
 * CONNECTIONS AS DATA (clauses 6.3.4, 6.4.5): what the registry declares is open, and a change holds at once. Only the live composition opens
 * them, on the node that evaluates the site. One that fails shows it in its state and disturbs no other.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #kept = new Map<string, Kept>();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** Reads the registry and opens what is enabled; does not wait for the other sides. */
  static async open(options: ConnectionsOptions): Promise<Connections> {
    const connections = new Connections(options);
    for (const row of await readConnections(options.pool, options.vault, options.site)) connections.#start(row);
    return connections;
  }

  get adapters(): readonly Adapter[] {
    return this.#options.adapters;
  }

  list(): ConnectionView[] {
    return [...this.#kept.values()].map((kept) => this.#view(kept)).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  get(code: string): ConnectionView | null {
    const kept = this.#kept.get(code);
    return kept ? this.#view(kept) : null;
  }

  /** Settings as an adapter needs them: those given, and of the stored ones the secrets that were not given anew. */
  withSecrets(code: string, adapter: Adapter, settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const before = this.#kept.get(code)?.row;
    // Another adapter's secrets are not this one's to send anywhere.
    return { ...(before?.record.adapter === adapter.id && before.secrets), ...settings };
  }

  /** Stores a connection, new or changed, and opens it as it now stands. `settings` as withSecrets gives them, checked by the adapter. */
  put(code: string, record: ConnectionRecord): Promise<ConnectionView> {
    return this.#inTurn(async () => {
      const row = { code, ...this.#split(record) };
      const { pool, vault, site } = this.#options;
      await writeConnection(pool, vault, site, row);
      await this.#stop(code);
      return this.#view(this.#start(row));
    });
  }

  /** Closes a connection and forgets it. */
  remove(code: string): Promise<void> {
    return this.#inTurn(async () => {
      await deleteConnection(this.#options.pool, this.#options.site, code);
      await this.#stop(code);
      this.#kept.delete(code);
    });
  }

  /** Closes all of them. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all([...this.#kept.keys()].map((code) => this.#stop(code)));
      this.#kept.clear();
    });
  }

  #split(record: ConnectionRecord): Omit<ConnectionRow, 'code'> {
    const secret = this.#adapter(record.adapter)?.secrets ?? [];
    const part = (isSecret: boolean) =>
      Object.fromEntries(Object.entries(record.settings).filter(([name]) => secret.includes(name) === isSecret));
    return { record: { ...record, settings: part(false) }, secrets: part(true) };
  }

  #adapter(id: string): Adapter | undefined {
    return this.#options.adapters.find((adapter) => adapter.id === id);
  }

  #start(row: ConnectionRow): Kept {
    const kept = { row, open: row.record.enabled ? this.#open(row) : null };
    this.#kept.set(row.code, kept);
    return kept;
  }

  #open({ code, record, secrets }: ConnectionRow): OpenConnection {
    const { site, sink, log } = this.#options;
    try {
      const adapter = this.#adapter(record.adapter);
      if (!adapter) throw new InputError(`there is no adapter ${record.adapter}`);
      return adapter.open(
        { site, code, settings: { ...record.settings, ...secrets }, points: record.points },
        sink,
        log,
      );
    } catch (cause) {
      // A declaration of another version: the others go on, and this one says what it lacks.
      log.error({ connection: code, reason: reasonOf(cause) }, 'a connection could not be opened');
      return unopened(reasonOf(cause));
    }
  }

  async #stop(code: string): Promise<void> {
    await this.#kept.get(code)?.open?.close();
  }

  #view({ row, open }: Kept): ConnectionView {
    return { code: row.code, ...row.record, secretsSet: Object.keys(row.secrets), state: open?.state() ?? null };
  }

  /** One change after the other: a connection is closed before it is opened again. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function unopened(reason: string): OpenConnection {
  const counters = { received: 0, stored: 0, refused: 0, lost: 0 };
  return {
    state: () => ({ condition: 'faulted', reason, lastMessageAt: null, counters }),
    close: async () => undefined,
  };
}
