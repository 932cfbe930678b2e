import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Follower } from '../../twin-server/src/load/follower.ts';
import { deviceCode, FaultSite, type Length, type Outcome, PROPERTY } from './fault-site.ts';
import { migrationKilled } from './migration-killed.ts';
import { Mosquitto } from './mosquitto.ts';
import { OutsidePostgres } from './outside-postgres.ts';

/** One row of the fault table. `run` answers with a text where the machine refuses the fault: not run, and why. */
export interface Scenario {
  readonly fault: string;
  /** Seconds in which it must be ready again. */
  readonly readyWithinS: number;
  readonly run: (length: Length) => Promise<Outcome | string>;
}

const RATE = 5_000;

/** A site for one scenario, closed whatever comes of it. */
async function within(
  act: (site: FaultSite) => Promise<Outcome>,
  env: Record<string, string> = {},
  brokerUrl?: string,
) {
  const site = await FaultSite.open(env, brokerUrl);
  try {
    return await act(site);
  } finally {
    await site.close();
  }
}

/** The process that PostgreSQL's own file names. */
const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);

export const SCENARIOS: readonly Scenario[] = [
  {
    fault: `kill -9 of the server, 5 times under ${RATE}/s`,
    readyWithinS: 5,
    run: (length) =>
      within(async (site) => {
        const sending = site.publisher.send(RATE, length === 'short' ? 14 : 60);
        for (let i = 0; i < 5; i++) {
          await sleep(length === 'short' ? 1_000 : 8_000);
          await site.twin.stop('SIGKILL');
          await site.timed(() => site.twin.start());
        }
        await sending;
        return site.settle();
      }),
  },
  {
    fault: `kill -9 of PostgreSQL under ${RATE}/s`,
    readyWithinS: 10,
    run: (length) =>
      within(async (site) => {
        const sending = site.publisher.send(RATE, length === 'short' ? 6 : 30);
        await sleep(2_000);
        process.kill(postmasterOf(site.twin.dataDir), 'SIGKILL');
        await sleep(300);
        await site.timed(async () => undefined);
        await sending;
        return site.settle();
      }),
  },
  {
    fault: 'restart of an outside PostgreSQL',
    readyWithinS: 10,
    run: async (length) => {
      const postgres = await OutsidePostgres.start();
      try {
        return await within(
          async (site) => {
            const sending = site.publisher.send(2_000, length === 'short' ? 5 : 30);
            await sleep(1_500);
            await postgres.restart();
            await sleep(300);
            await site.timed(async () => undefined);
            await sending;
            return site.settle();
          },
          { DATABASE_URL: postgres.url },
        );
      } finally {
        await postgres.stop();
      }
    },
  },
  {
    fault: 'restart of an outside broker (mosquitto)',
    readyWithinS: 5,
    run: async (length) => {
      const broker = await Mosquitto.start();
      if (typeof broker === 'string') return broker;
      try {
        return await within(
          async (site) => {
            const sending = site.publisher.send(1_000, length === 'short' ? 5 : 30);
            await sleep(1_500);
            await broker.restart();
            await site.timed(async () => undefined);
            await sending;
            await site.publisher.settle();
            // Acknowledged by the broker: it still has to hand over what it kept.
            await sleep(3_000);
            return site.settle();
          },
          { MQTT_URL: broker.url },
          broker.url,
        );
      } finally {
        await broker.stop();
      }
    },
  },
  {
    fault: 'disk full, then room again',
    readyWithinS: 10,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'twin-small-disk-'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=420m,mode=0755', 'tmpfs', folder], { stdio: 'ignore' });
      } catch {
        rmSync(folder, { recursive: true });
        return 'not run: this machine lets nobody mount a small disk';
      }
      try {
        return await within(
          async (site) => {
            const sending = site.publisher.send(1_000, 8);
            await sleep(1_500);
            const ballast = join(folder, 'ballast');
            try {
              for (;;) writeFileSync(ballast, Buffer.alloc(4_194_304), { flag: 'a' });
            } catch {
              // Full: that is what was wanted.
            }
            await sleep(3_000);
            rmSync(ballast);
            await site.timed(async () => undefined);
            await sending;
            return site.settle();
          },
          { TWIN_DATA: join(folder, 'data') },
        );
      } finally {
        execFileSync('umount', [folder]);
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    fault: 'a client that takes nothing, beside one that does',
    readyWithinS: 5,
    run: (length) =>
      within(async (site) => {
        const slow = await Follower.open({ url: site.twin.url, key: site.key, site: 'site', folds: true });
        site.follower.reset();
        slow.pause();
        await site.publisher.send(RATE, length === 'short' ? 5 : 60);
        const p99 = site.follower.states.quantile(0.99);
        slow.resume();
        const outcome = await site.settle();
        while (slow.upto < site.follower.upto) await sleep(50);
        const caughtUp = slow.hash() === site.follower.hash() && slow.gaps === 0;
        slow.close();
        return {
          ...outcome,
          hashEqual: outcome.hashEqual && caughtUp,
          note: `the other client's values meanwhile: p99 ${p99} ms`,
        };
      }),
  },
  {
    fault: 'a client away for 5 minutes (5 s in the short form)',
    readyWithinS: 5,
    run: (length) =>
      within(async (site) => {
        await site.publisher.send(RATE, 1);
        site.follower.disconnect();
        await site.publisher.send(length === 'short' ? RATE : 1_000, length === 'short' ? 5 : 300);
        site.follower.reconnect();
        const outcome = await site.settle();
        return {
          ...outcome,
          hashEqual: outcome.hashEqual && site.follower.gaps === 0,
          note: `it continued ${site.follower.snapshots === 1 ? 'from the seq it held' : 'from a new snapshot'}`,
        };
      }),
  },
  {
    fault: 'clocks off by 30 minutes, either way',
    readyWithinS: 5,
    run: () =>
      within(async (site) => {
        const now = Date.now();
        const tell = (skewMs: number, id: string) =>
          site.publisher.sendRaw(
            'twin/site/PF-001/events',
            JSON.stringify({ id, time: now + skewMs, type: 'perimeter.intrusion' }),
          );
        await tell(30 * 60_000, 'ahead');
        await tell(-30 * 60_000, 'behind');
        await site.publisher.sendRaw(
          `twin/site/${deviceCode(0)}/observations`,
          JSON.stringify({ time: now - 30 * 60_000, values: { [PROPERTY]: 1 } }),
        );
        await site.publisher.send(500, 1);
        const { items } = await site.get<{ items: { event: { skewed: boolean; time: number } }[] }>(
          '/journal?kind=device.reported&device=PF-001',
        );
        const flagged = items.slice(0, 2).every(({ event }) => event.skewed && Math.abs(event.time - now) < 60_000);
        const outcome = await site.settle();
        return { ...outcome, lost: outcome.lost + (flagged ? 0 : 1), note: 'flagged, and the received time used' };
      }),
  },
  {
    fault: '100,000 malformed payloads (10,000 in the short form) among good ones',
    readyWithinS: 5,
    run: (length) =>
      within(async (site) => {
        const sending = site.publisher.send(1_000, 3);
        const count = length === 'short' ? 10_000 : 100_000;
        const bad = [
          '{',
          '',
          '\u0000',
          '[1,2',
          '{"time":"x","values":{}}',
          '{"time":1e300,"values":{"a":1}}',
          'null',
          '"\ud800"',
        ];
        const waiting: Promise<void>[] = [];
        for (let i = 0; i < count; i++) {
          waiting.push(site.publisher.sendRaw(`twin/site/${deviceCode(i % 50)}/observations`, bad[i % bad.length]!));
          if (waiting.length < 5_000) continue;
          await Promise.all(waiting.splice(0));
        }
        await Promise.all(waiting);
        await sending;
        const letters = await site.get<{ items: unknown[] }>('/dead-letters');
        const outcome = await site.settle();
        return {
          ...outcome,
          lost: outcome.lost + (letters.items.length > 0 ? 0 : 1),
          note: `${count} acknowledged as dead letters`,
        };
      }),
  },
  {
    fault: `SIGTERM under ${RATE}/s`,
    readyWithinS: 5,
    run: (length) =>
      within(async (site) => {
        const sending = site.publisher.send(RATE, length === 'short' ? 4 : 20);
        await sleep(1_500);
        const code = await site.twin.stop('SIGTERM');
        await site.timed(() => site.twin.start());
        await sending;
        return { ...(await site.settle()), note: `exit code ${code}` };
      }),
  },
  {
    fault: 'backup while it runs, everything wiped, restore',
    readyWithinS: 10,
    run: (length) =>
      within(async (site) => {
        await site.publisher.send(2_000, length === 'short' ? 2 : 30);
        await site.publisher.settle();
        const folder = mkdtempSync(join(tmpdir(), 'twin-backup-'));
        const file = join(folder, 'all.backup');
        try {
          await site.twin.command('backup', file);
          const before = await site.get<{ hash: string }>('/twin');
          await site.twin.stop();
          rmSync(site.twin.dataDir, { recursive: true });
          await site.twin.command('restore', file);
          await site.timed(() => site.twin.start());
          const after = await site.get<{ hash: string }>('/twin');
          const outcome = await site.settle();
          return { ...outcome, hashEqual: outcome.hashEqual && before.hash === after.hash };
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
  },
  {
    fault: 'a migration of 1 M rows killed midway (100,000 in the short form)',
    readyWithinS: 10,
    run: migrationKilled,
  },
];
