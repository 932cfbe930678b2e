import { migrate } from '../twin-server/src/engines/migrate.ts';
import { MIGRATIONS } from '../twin-server/src/engines/migrations/index.ts';
import { openScratchDatabase } from '../twin-server/src/engines/scratch-database.test-kit.ts';
import { appendCommit } from '../twin-server/src/journal/append.ts';
import { takeLease } from '../twin-server/src/journal/lease.ts';
import { ensurePartitions } from '../twin-server/src/journal/partitions.ts';

const d = await openScratchDatabase();
await migrate(d.pool, MIGRATIONS);
await ensurePartitions(d.pool, Date.now());
const lease = await takeLease(d.pool, 's', 'n', () => {});
let seq = 0;
for (const n of [1, 100, 1000, 10000, 100, 1000]) {
  const o = {
    kind: 'observations' as const,
    datastreams: new Int32Array(n),
    times: new Float64Array(n),
    values: new Float64Array(n),
  };
  const t = performance.now();
  const R = 200;
  const ts: number[] = [];
  for (let i = 0; i < R; i++) {
    const a = performance.now();
    await appendCommit(
      d.pool,
      { site: 's', branch: 0, token: lease.token },
      { seq: ++seq, recordedAt: Date.now(), events: [o], alarms: [], deadLetters: [] },
    );
    ts.push(performance.now() - a);
  }
  ts.sort((a, b) => a - b);
  console.log(
    n,
    'p50',
    ts[100]!.toFixed(2),
    'p99',
    ts[197]!.toFixed(2),
    'mean',
    ((performance.now() - t) / R).toFixed(2),
  );
}
await lease.release();
await d.close();
process.exit(0);
