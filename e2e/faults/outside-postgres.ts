import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startEmbeddedPostgres } from '../../twin-server/src/engines/postgres/embedded.ts';

/** A PostgreSQL that is not the server's own: it is reached by DATABASE_URL, on a port that stays. */
export class OutsidePostgres {
  readonly url: string;
  readonly #server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  readonly #folder: string;

  private constructor(server: Awaited<ReturnType<typeof startEmbeddedPostgres>>, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.url = server.url;
  }

  static async start(): Promise<OutsidePostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'twin-outside-postgres-'));
    return new OutsidePostgres(await startEmbeddedPostgres(folder, pino({ level: 'silent' })), folder);
  }

  /** A fast shutdown, as an operator's restart does it; its keeper starts it again. */
  async restart(): Promise<void> {
    const before = this.#server.pid();
    process.kill(before, 'SIGINT');
    while (this.#server.pid() === before) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async stop(): Promise<void> {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
