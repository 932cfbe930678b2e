import { readFileSync } from 'node:fs';
import { Follower } from '../twin-server/src/load/follower.ts';
import { Latencies } from '../twin-server/src/load/latencies.ts';
import { Publisher } from '../twin-server/src/load/publisher.ts';
import { readRunFile } from '../twin-server/src/run-file.ts';
import { floodHttp } from './http-flood.ts';
import { openTwin } from './ingest-run.ts';
import { quantile } from './quantile.ts';

const DEVICES = 100_000;
const CLIENTS = 500;
const RATE = 5_000;
const SECONDS = 20;
const SNAPSHOTS = 5;
const FLOODS = 5;

/**
 * A hundred thousand devices of ten datastreams: memory of the server, observations a second in batches over HTTP, the first snapshot of
 * the whole site, and 500 clients that watch a building each while 5,000 messages a second come.
 */
export async function run(): Promise<object> {
  const startedAt = performance.now();
  const target = await openTwin(DEVICES);
  const { twin, site, key, url, gateway, mqttUrl } = target;
  try {
    const registeredS = (performance.now() - startedAt) / 1000;
    const pid = (await readRunFile(twin.dataDir))!.pid;
    const flood: number[] = [];
    for (let i = 0; i < FLOODS; i++) flood.push(await floodHttp(url, key!, site, DEVICES));
    const filledMb = residentMb(pid);
    const arrived = await snapshots(false);
    const folded = await snapshots(true);
    const many = await watchByMany();
    return {
      devices: DEVICES,
      registeredS: Math.round(registeredS * 10) / 10,
      httpObservationsPerS: quantile(flood, 0.5),
      residentMb: filledMb,
      snapshotArrivesMs: arrived,
      snapshotFoldedMs: folded,
      ...many,
      residentWithClientsMb: residentMb(pid),
    };
  } catch (cause) {
    process.stderr.write(twin.output.slice(-2000));
    throw cause;
  } finally {
    await target.close();
  }

  /** From asking to having the whole site, with or without folding it: median, ms. */
  async function snapshots(folds: boolean): Promise<number> {
    const tookMs: number[] = [];
    for (let i = 0; i < SNAPSHOTS; i++) {
      const askedAt = performance.now();
      const follower = await Follower.open({ url, key: key!, site, folds });
      tookMs.push(performance.now() - askedAt);
      follower.close();
      // Beyond the second that a snapshot is kept.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    return Math.round(quantile(tookMs, 0.5));
  }

  async function watchByMany(): Promise<object> {
    const followers: Follower[] = [];
    for (let i = 0; i < CLIENTS; i++) {
      const interest = { buildings: [`LB${String((i % 100) + 1).padStart(3, '0')}`] };
      followers.push(await Follower.open({ url, key: key!, site, interest, folds: false }));
    }
    const publisher = new Publisher({ url: mqttUrl, ...gateway, site, devices: DEVICES, rate: RATE, alarmRate: 5 });
    await publisher.connect();
    await publisher.send(3);
    for (const follower of followers) follower.reset();
    publisher.reset();
    await publisher.send(SECONDS);
    const states = new Latencies();
    const alarms = new Latencies();
    for (const follower of followers) {
      states.merge(follower.states);
      alarms.merge(follower.alarms);
    }
    const gaps = followers.reduce((sum, follower) => sum + follower.gaps, 0);
    for (const follower of followers) follower.close();
    publisher.close();
    return {
      clients: CLIENTS,
      messagesPerS: Math.round(publisher.result().acknowledged / SECONDS),
      stateP50Ms: states.quantile(0.5),
      stateP99Ms: states.quantile(0.99),
      alarmP50Ms: alarms.quantile(0.5),
      alarmP99Ms: alarms.quantile(0.99),
      gaps,
    };
  }
}

/** What a process holds in memory, MiB. */
function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}
