import pg from 'pg';
import { migrate } from '../../twin-server/src/engines/migrate.ts';
import { MIGRATIONS } from '../../twin-server/src/engines/migrations/index.ts';

/** Migrates the database named, as a process of its own, so that it can be killed. */
const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 1 });
await migrate(pool, MIGRATIONS);
await pool.end();
