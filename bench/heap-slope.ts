import { writeFile } from 'node:fs/promises';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { TwinProcess } from '../e2e/twin-process.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import { workAlarms } from './alarm-hand.ts';
import { type EstateLoad, startLoad } from './estate-load.ts';
import { fitLine } from './line-fit.ts';

/** HEAP_MIN: how long is measured, minutes. HEAP_WARM_MIN: minutes at the start that the fit leaves out. HEAP_LOAD: times the estate's own messages. */
const MINUTES = Number(process.env.HEAP_MIN ?? 30);
const WARM_MIN = Math.min(Number(process.env.HEAP_WARM_MIN ?? 5), Math.max(0, MINUTES - 2));
const LOAD = Number(process.env.HEAP_LOAD ?? 60);
const READY_MS = 300_000;
const MINUTE_MS = 60_000;
const MEGABYTE = 1_000_000;
/** HEAP_PROFILE: a file for DevTools (.heapprofile) of what was allocated after the warm minutes and is still there, by who allocated it. A snapshot would stop the wall for longer than it stands. */
const PROFILE = process.env.HEAP_PROFILE;
const PROFILE_INTERVAL = 8_192;
/** Readings a minute, so far apart: the least of them counts, since what is only under way is no leak. */
const READINGS = 3;
const APART_MS = 5_000;
/** For so long the estate's own rate is counted, seconds. */
const RATE_S = 30;

interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly openAlarms: number;
}

/**
 * The wall over a long time: the estate's simulator and `HEAP_LOAD` times its usual rate beside it, draw calls stubbed, garbage collected every
 * minute before the heap is read; somebody works the queue, so that as many alarms stand open at the end as at the beginning. The slope by linear fit
 * after the first minutes, megabytes an hour, with its standard error. Asked: at most 1 MB an hour, nodes and listeners flat. Needs a build.
 */
export async function run(): Promise<object> {
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  let load: EstateLoad | undefined;
  let leaveDesk: (() => Promise<number>) | undefined;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(stubDraws);
    await page.goto(`${twin.url}/wall?scale=0.25&shift=1`);
    await page.getByTestId('account').fill('admin');
    await page.getByTestId('password').fill(twin.password);
    await page.getByTestId('submit').click();
    await page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: READY_MS });
    await page.evaluate(() => {
      (window as unknown as { drawsStubbed: boolean }).drawsStubbed = true;
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.enable');
    const ownPerS = await ownRate(page, twin);
    load = await startLoad(twin, ownPerS, LOAD);
    leaveDesk = workAlarms(page.request, twin.url);
    const samples: Sample[] = [];
    const began = performance.now();
    for (let minute = 0; minute <= MINUTES; minute++) {
      const waitMs = began + minute * MINUTE_MS - performance.now();
      if (waitMs > 0) await page.waitForTimeout(waitMs);
      const openAlarms = await countOpen(page, twin);
      samples.push({ ...(await sample(cdp, (performance.now() - began) / MINUTE_MS)), openAlarms });
      process.stderr.write(`${JSON.stringify(samples.at(-1))}\n`);
      if (PROFILE && minute === WARM_MIN)
        await cdp.send('HeapProfiler.startSampling', { samplingInterval: PROFILE_INTERVAL });
    }
    if (PROFILE) {
      const { profile } = await cdp.send('HeapProfiler.stopSampling');
      await writeFile(PROFILE, JSON.stringify(profile));
    }
    const told = await load.stop();
    load = undefined;
    return {
      minutes: MINUTES,
      leftOutMinutes: WARM_MIN,
      load: LOAD,
      ownMessagesPerS: round(ownPerS),
      ...told,
      worked: await leaveDesk(),
      ...judge(samples),
    };
  } finally {
    await Promise.all([load?.stop(), leaveDesk?.()]);
    await browser.close();
    await twin.remove();
  }
}

/** What the estate's own simulator sends, MQTT messages a second. */
async function ownRate(page: Page, twin: TwinProcess): Promise<number> {
  const count = async () => {
    const report = await (await page.request.get(`${twin.url}/api/v1/operations/metrics`)).json();
    return (report as { messages: { mqtt: number } }).messages.mqtt;
  };
  const before = await count();
  await page.waitForTimeout(RATE_S * 1000);
  return ((await count()) - before) / RATE_S;
}

async function countOpen(page: Page, twin: TwinProcess): Promise<number> {
  const report = await (await page.request.get(`${twin.url}/api/v1/operations/metrics`)).json();
  return (report as { openAlarms: number }).openAlarms;
}

async function sample(cdp: CDPSession, minute: number): Promise<Omit<Sample, 'openAlarms'>> {
  const readings = [await read(cdp)];
  while (readings.length < READINGS) {
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
    readings.push(await read(cdp));
  }
  const least = (of: (reading: Reading) => number) => Math.min(...readings.map(of));
  return {
    minute: round(minute),
    heapMb: least(({ heapMb }) => heapMb),
    nodes: least(({ nodes }) => nodes),
    listeners: least(({ listeners }) => listeners),
  };
}

type Reading = Pick<Sample, 'heapMb' | 'nodes' | 'listeners'>;

async function read(cdp: CDPSession): Promise<Reading> {
  // Twice: what the first one finalizes, the second one takes.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapMb: round(of('JSHeapUsedSize') / MEGABYTE),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

function judge(samples: readonly Sample[]): object {
  const kept = samples.filter(({ minute }) => minute >= WARM_MIN);
  const trend = (read: (sample: Sample) => number) => {
    const { slope, slopeError } = fitLine(kept.map((sample) => ({ x: sample.minute / 60, y: read(sample) })));
    const values = kept.map(read);
    return { perHour: round(slope), error: round(slopeError), least: Math.min(...values), most: Math.max(...values) };
  };
  return {
    points: kept.length,
    heapMb: { first: kept[0]!.heapMb, last: kept.at(-1)!.heapMb, ...trend(({ heapMb }) => heapMb) },
    nodes: { first: kept[0]!.nodes, last: kept.at(-1)!.nodes, ...trend(({ nodes }) => nodes) },
    openAlarms: { first: kept[0]!.openAlarms, last: kept.at(-1)!.openAlarms },
    listeners: { first: kept[0]!.listeners, last: kept.at(-1)!.listeners, ...trend(({ listeners }) => listeners) },
  };
}

/** Runs in the page before its scripts: draw calls that do nothing once they are told to. */
function stubDraws(): void {
  const context = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced', 'clear']) {
    const draw = context[name]!;
    context[name] = function (this: unknown, ...args: unknown[]) {
      const { drawsStubbed } = window as unknown as { drawsStubbed?: boolean };
      return drawsStubbed ? undefined : draw.apply(this, args);
    };
  }
}

const round = (value: number) => Math.round(value * 100) / 100;
