import { cpus, freemem, loadavg, totalmem } from 'node:os';
import type pg from 'pg';
import type { SystemCheckName, SystemReading } from 'twin-core';

const DAY_MS = 86_400_000;

/** What the inspection before this one saw of the disk, and when (epoch ms). */
export interface EarlierDisk {
  readonly at: number;
  readonly freeShare: number;
}

/** What is read of how the platform itself does; times in ms. */
export interface PlatformReport {
  readonly time: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly oldestWaitingMs: number;
  readonly eventLoop: { readonly p99Ms: number };
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number };
  /** What each readiness check told: 'ok', else why not. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface SystemSources {
  readonly pool: pg.Pool;
  readonly operations: () => Promise<PlatformReport>;
  readonly screens: () => readonly { readonly condition: 'alive' | 'silent' | 'closed' }[];
}

/** Reads servers, storage, desktops, applications and databases (8.2.1-7): what each check is now. What cannot be read is null, not left out. */
export async function readSystems(
  { pool, operations, screens }: SystemSources,
  earlier: EarlierDisk | null,
): Promise<SystemReading[]> {
  const report = await operations();
  const database = await readDatabase(pool);
  const freeShare = ratio(report.disk.freeBytes, report.disk.totalBytes);
  const open = screens().filter(({ condition }) => condition !== 'closed');
  const messages = sum(report.messages);
  const values: Readonly<Record<SystemCheckName, number | null>> = {
    'server.load': ratio(loadavg()[0]!, cpus().length),
    'server.memory': 1 - freemem() / totalmem(),
    'server.loopDelay': report.eventLoop.p99Ms,
    'storage.free': freeShare,
    'storage.daysLeft': daysLeft(earlier, freeShare, report.time),
    'desktop.screens': open.length,
    'desktop.silent': open.filter(({ condition }) => condition === 'silent').length,
    'application.notReady': Object.values(report.checks).filter((told) => told !== 'ok').length,
    'application.waiting': report.oldestWaitingMs,
    'application.refused': messages === 0 ? null : ratio(sum(report.refusals), messages),
    ...database,
  };
  return (Object.entries(values) as [SystemCheckName, number | null][]).map(([check, value]) => ({ check, value }));
}

/** Days until the disk is full at the rate since the inspection before; null without one, or where it did not fill. */
export function daysLeft(earlier: EarlierDisk | null, freeShare: number | null, now: number): number | null {
  if (!earlier || freeShare === null) return null;
  const days = (now - earlier.at) / DAY_MS;
  const filled = earlier.freeShare - freeShare;
  return days > 0 && filled > 0 ? (freeShare / filled) * days : null;
}

type DatabaseCheck = Extract<SystemCheckName, `database.${string}`>;

async function readDatabase(pool: pg.Pool): Promise<Record<DatabaseCheck, number | null>> {
  const { rows } = await pool.query<Record<'connections' | 'longest' | 'dead' | 'size', number | null>>(
    `SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname IS NOT NULL)::float8 / current_setting('max_connections')::float8 AS connections,
            (SELECT extract(epoch FROM max(clock_timestamp() - xact_start))::float8 * 1000 FROM pg_stat_activity
             WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()) AS longest,
            (SELECT sum(n_dead_tup)::float8 / nullif(sum(n_dead_tup + n_live_tup), 0)::float8 FROM pg_stat_user_tables) AS dead,
            pg_database_size(current_database())::float8 AS size`,
  );
  const { connections, longest, dead, size } = rows[0]!;
  return {
    'database.connections': connections,
    'database.longestTransaction': longest ?? 0,
    'database.deadRows': dead,
    'database.size': size,
  };
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
