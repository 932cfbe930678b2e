import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../twin-server/src/engines/migrate.ts';
import { MIGRATIONS } from '../../twin-server/src/engines/migrations/index.ts';
import { readLog } from '../../twin-server/src/journal/read.ts';
import type { Length, Outcome } from './fault-site.ts';
import { OutsidePostgres } from './outside-postgres.ts';

/** The last step before observations were gathered into batches: what follows has the rows to move. */
const BEFORE = 12;
const BATCH = 1_000;

/** A database of the earlier shape with many observations is migrated, the migration is killed midway, and started again. */
export async function migrationKilled(length: Length): Promise<Outcome> {
  const rows = length === 'short' ? 100_000 : 1_000_000;
  const postgres = await OutsidePostgres.start();
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on('error', () => undefined);
  try {
    await migrate(pool, MIGRATIONS.slice(0, BEFORE));
    await pool.query(`
      CREATE TABLE journal_20261128 PARTITION OF journal FOR VALUES FROM ('2026-11-28') TO ('2026-11-29');
      CREATE TABLE observation_20261128 PARTITION OF observation FOR VALUES FROM ('2026-11-28') TO ('2026-11-29')`);
    await pool.query(
      `INSERT INTO journal (site, branch, day, seq, ordinal, recorded_at, kind, version, body)
       SELECT 's', 0, '2026-11-28', seq, 0, '2026-11-28T00:00:00Z', 'observations', 1, '{}' FROM generate_series(1, $1) AS seq`,
      [rows / BATCH],
    );
    await pool.query(
      `INSERT INTO observation (site, branch, day, seq, ordinal, datastream, time, value)
       SELECT 's', 0, '2026-11-28', 1 + n / ${BATCH}, 0, n % 500, n, n FROM generate_series(0, $1 - 1) AS n`,
      [rows],
    );
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./migrate-process.ts', import.meta.url)), postgres.url],
      { stdio: 'ignore' },
    );
    // Midway: its statement is seen running.
    const running =
      "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%observation_row%' AND pid <> pg_backend_pid() AND state = 'active'";
    while (child.exitCode === null && (await pool.query(running)).rowCount === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const startedAt = performance.now();
    await migrate(pool, MIGRATIONS);
    const readyS = (performance.now() - startedAt) / 1000;
    const seen = new Uint8Array(rows);
    let twice = 0;
    for (let after = 0; after < rows / BATCH; after += 100) {
      for (const { event } of await readLog(pool, 's', 0, after, after + 100, true)) {
        if (event.kind !== 'observations') continue;
        for (const value of event.values) if (seen[value]!++) twice++;
      }
    }
    return {
      acknowledged: rows,
      lost: seen.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0),
      twice,
      readyS: Math.round(readyS * 10) / 10,
      hashEqual: true,
      note: 'the second migration, whole',
    };
  } finally {
    await pool.end();
    await postgres.stop();
  }
}
