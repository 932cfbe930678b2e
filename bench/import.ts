import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportJob } from 'twin-core';
import { type ApiBench, openApiBench } from '../twin-server/src/api/api-bench.test-kit.ts';
import { announce, sendFrom, type TusCall } from '../twin-server/src/imports/tus-call.test-kit.ts';
import { quantile } from './quantile.ts';

const UPLOADS = '/api/v1/uploads';
const CHUNK_BYTES = 2 * 2 ** 20;
const POLL_MS = 50;
const PROBE_MS = 25;

/** What became of one file. */
interface Outcome {
  readonly file: string;
  readonly mb: number;
  readonly stage: string;
  readonly stands: string | null;
  readonly source: string | null;
  readonly products: number | null;
  readonly withGeometry: number | null;
  readonly storeys: number | null;
  readonly spaces: number | null;
  readonly indexed: number | null;
  readonly warnings: number | null;
  readonly uploadS: number;
  readonly importS: number;
  readonly failure: string | null;
}

/**
 * Every IFC file of the folder in TWIN_FIXTURES through HTTP: upload by tus, import as a new building, one after another. In
 * between /healthz and a fence's report are asked all the time: how long they take says whether the server stays responsive.
 */
export async function run(): Promise<object> {
  const fixtures = process.env.TWIN_FIXTURES;
  if (!fixtures) return { skipped: 'TWIN_FIXTURES names no folder' };
  const folder = join(fixtures, 'ifc');
  const bench = await openApiBench();
  try {
    const files = (await readdir(folder)).filter((name) => /\.ifc(zip)?$/i.test(name)).sort();
    const before = process.memoryUsage.rss();
    const probe = startProbe(bench, await bench.apiKey('observations.write'));
    const outcomes: Outcome[] = [];
    for (const [i, file] of files.entries()) outcomes.push(await importFile(bench, folder, file, `N${i}`));
    const { health, report, rss } = await probe.stop();
    return {
      files: outcomes,
      totalMb: round(outcomes.reduce((sum, { mb }) => sum + mb, 0)),
      totalS: round(outcomes.reduce((sum, { uploadS, importS }) => sum + uploadS + importS, 0)),
      done: outcomes.filter(({ stage }) => stage === 'done').length,
      healthzMs: {
        p50: round(quantile(health, 0.5)),
        p99: round(quantile(health, 0.99)),
        max: round(Math.max(...health)),
      },
      eventDurableMs: {
        p50: round(quantile(report, 0.5)),
        p99: round(quantile(report, 0.99)),
        max: round(Math.max(...report)),
      },
      probes: health.length,
      serverGrewMb: Math.round((rss - before) / 2 ** 20),
    };
  } finally {
    await bench.close();
  }
}

async function importFile(bench: ApiBench, folder: string, file: string, code: string): Promise<Outcome> {
  const call: TusCall = (method, path, { headers = {}, body } = {}) =>
    bench.call(path, {
      as: 'administrator',
      method,
      body,
      headers: { 'Tus-Resumable': '1.0.0', 'content-type': 'application/octet-stream', ...headers },
    });
  const bytes = new Uint8Array(await readFile(join(folder, file)));
  const began = performance.now();
  const location = (await announce(call, UPLOADS, file, bytes.length)).headers.get('location')!;
  const job = await bench.json<ImportJob>('/api/v1/imports', {
    as: 'administrator',
    body: { upload: location.split('/').at(-1), building: { code, new: true } },
    status: 201,
  });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    await sendFrom(call, location, at, bytes.slice(at, at + CHUNK_BYTES));
  const uploaded = performance.now();
  let seen = job;
  while (seen.finishedAt === null) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    seen = await bench.json<ImportJob>(`/api/v1/imports/${job.id}`, { as: 'administrator' });
  }
  const { report, failure, stage } = seen;
  return {
    file,
    mb: round(bytes.length / 2 ** 20),
    stage,
    stands: report?.stands ?? null,
    source: report?.georeference.source ?? null,
    products: report?.counts.products ?? null,
    withGeometry: report?.counts.withGeometry ?? null,
    storeys: report?.counts.storeys ?? null,
    spaces: report?.counts.spaces ?? null,
    indexed: report?.counts.indexed ?? null,
    warnings: report?.warningCount ?? null,
    uploadS: round((uploaded - began) / 1000),
    importS: round((performance.now() - uploaded) / 1000),
    failure: failure ? `${failure.code}: ${failure.detail}` : null,
  };
}

/** Asks /healthz and reports an intrusion of a fence, over and over; milliseconds of each, and the largest resident set. */
function startProbe(bench: ApiBench, as: { readonly key: string }) {
  const health: number[] = [];
  const report: number[] = [];
  let rss = 0;
  let going = true;
  const work = (async () => {
    for (let i = 0; going; i++) {
      health.push(await timed(() => bench.call('/healthz')));
      const body = { device: 'PF-1', id: `probe-${i}`, time: Date.now(), type: 'intrusion', data: {} };
      report.push(await timed(() => bench.call('/api/v1/events', { as, body })));
      if (bench.pipeline.published.alarms.size === 0) throw new Error('the fence raised no alarm');
      rss = Math.max(rss, process.memoryUsage.rss());
      await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
    }
  })();
  return {
    stop: async () => {
      going = false;
      await work;
      return { health, report, rss };
    },
  };
}

async function timed(ask: () => Promise<Response>): Promise<number> {
  const began = performance.now();
  const response = await ask();
  await response.arrayBuffer();
  return performance.now() - began;
}

const round = (value: number) => Math.round(value * 100) / 100;
