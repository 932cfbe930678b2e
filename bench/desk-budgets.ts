import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { TwinProcess } from '../e2e/twin-process.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import { type RecordedWindow, recordFrames } from './frame-recorder.ts';
import { clickDevices, MANY_DEVICES, registerMany } from './many-devices.ts';
import { loadDesk, measureRest, type PageLoad, threadClock } from './page-load.ts';
import { quantile } from './quantile.ts';

const WARM_RUNS = 5;
const VIEWPORT = { width: 1280, height: 720 } as const;
const READY_MS = 300_000;
/** Updates a second to the wall, for so long, after so long of them, seconds. */
const UPDATES_PER_S = 100;
const WALL_S = 60;
const WALL_WARM_S = 20;
const BURST_MS = 50;
/** What is measured, where not all of it is: `load`, `wall`, `panel`, with commas. */
const PARTS = new Set((process.env.BUDGETS ?? 'load,wall,panel').split(','));
/** Frames of a screen, a second. */
const FRAMES_PER_S = 60;

/**
 * What the desk and the wall cost a page of 1280 × 720 with the scene at half resolution. Main-thread JavaScript is processor time of the page's own
 * thread, and the server's is what it used meanwhile more than without a page: what the software renderer draws is in neither. On the clock beside them. Needs a build.
 */
export async function run(): Promise<object> {
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  try {
    const context = await openContext(browser, twin);
    const load = PARTS.has('load') ? await loads(context, twin) : {};
    process.stderr.write(`${JSON.stringify(load)}\n`);
    const { codes, clicked } = await registerMany(context.request, twin);
    const wall = PARTS.has('wall') ? await onWall(context, twin, codes) : null;
    process.stderr.write(`${JSON.stringify(wall)}\n`);
    const panel = PARTS.has('panel') ? await panelTimes(context, twin, clicked) : null;
    return { runs: WARM_RUNS, ...load, wall, panel };
  } finally {
    await browser.close();
    await twin.remove();
  }
}

async function openContext(browser: Browser, { url, password }: TwinProcess): Promise<BrowserContext> {
  // A service worker fetches for the page, and what it fetched is nobody's: without it every byte is counted.
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN', serviceWorkers: 'block' });
  // What compiles this file names its functions by this, which the page does not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  await context.request.post(`${url}/api/v1/session`, { data: { account: 'admin', password } });
  return context;
}

/** The desk opened once with nothing kept, then anew with what the browser keeps. */
async function loads(context: BrowserContext, twin: TwinProcess): Promise<object> {
  // The first fills what the browser keeps, and lets the server finish what it does after its start.
  const cold = await loadDesk(context, twin, 0);
  const restShare = await measureRest(context, twin);
  const warm: PageLoad[] = [];
  for (let i = 0; i < WARM_RUNS; i++) {
    warm.push(await loadDesk(context, twin, restShare));
    process.stderr.write(`${JSON.stringify(warm.at(-1))}\n`);
  }
  return {
    serverAtRest: round(restShare),
    coldKb: { desk: cold.desk.kb, scene: cold.scene.kb },
    desk: medians(warm.map((load) => load.desk)),
    scene: medians(warm.map((load) => load.scene)),
  };
}

function medians(loads: readonly PageLoad['desk'][]): object {
  const of = (read: (load: PageLoad['desk']) => number) => Math.round(quantile(loads.map(read), 0.5));
  return {
    scriptPlusServerMs: of(({ scriptMs, serverMs }) => scriptMs + serverMs),
    scriptMs: of(({ scriptMs }) => scriptMs),
    serverMs: of(({ serverMs }) => serverMs),
    threadMs: of(({ threadMs }) => threadMs),
    wallMs: of(({ wallMs }) => wallMs),
  };
}

/** The wall with many devices, some of which change all the time: JavaScript of the frames that it drew, and of all its work as a share of each frame of the screen. */
async function onWall(context: BrowserContext, twin: TwinProcess, codes: readonly string[]): Promise<object> {
  const page = await context.newPage();
  await page.addInitScript(recordFrames);
  await page.addInitScript(stubDraws);
  await page.goto(`${twin.url}/wall?scale=0.5`);
  await page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: READY_MS });
  const used = await threadClock(page);
  const client = await connectAsync(twin.mqttUrl, { username: twin.gateway.account, password: twin.gateway.key });
  const site = ((await (await context.request.get(`${twin.url}/api/v1/site`)).json()) as { site: string }).site;
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (; sent < ((performance.now() - began) / 1000) * UPDATES_PER_S; sent++) {
      // A prime step: neighbors do not change together.
      const code = codes[(sent * 7919) % codes.length]!;
      const values = { noiseDba: 40 + (sent % 200) / 10 };
      client.publish(`twin/${site}/${code}/observations`, JSON.stringify({ time: Date.now(), values }), { qos: 1 });
    }
  }, BURST_MS);
  const record = (on: boolean) =>
    page.evaluate((recording) => {
      const { frameRecorder } = window as unknown as RecordedWindow;
      frameRecorder.recording = recording;
      return frameRecorder.frames.splice(0);
    }, on);
  await record(false);
  await page.waitForTimeout(WALL_WARM_S * 1000);
  await record(true);
  const [before, from] = [await used(), performance.now()];
  await page.waitForTimeout(WALL_S * 1000);
  const [after, seconds] = [await used(), (performance.now() - from) / 1000];
  const frames = await record(false);
  clearInterval(timer);
  await client.endAsync(true);
  await page.close();
  return {
    devices: MANY_DEVICES,
    updatesPerS: Math.round(sent / ((performance.now() - began) / 1000)),
    drawnFrames: frames.length,
    frameMs: { p50: round(quantile(frames, 0.5)), p95: round(quantile(frames, 0.95)) },
    scriptMsPerScreenFrame: round((after.scriptMs - before.scriptMs) / seconds / FRAMES_PER_S),
    threadMsPerScreenFrame: round((after.threadMs - before.threadMs) / seconds / FRAMES_PER_S),
  };
}

async function panelTimes(context: BrowserContext, twin: TwinProcess, codes: readonly string[]): Promise<object> {
  const page = await context.newPage();
  await page.addInitScript(recordFrames);
  await page.addInitScript(stubDraws);
  await page.goto(`${twin.url}/desk?scale=0.5`);
  await page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: READY_MS });
  const opened = await clickDevices(page, codes);
  await page.close();
  return {
    asked: codes.length,
    answered: opened.length,
    wallMs: spread(opened.map(({ wallMs }) => wallMs)),
    scriptMs: spread(opened.map(({ scriptMs }) => scriptMs)),
  };
}

const spread = (times: readonly number[]) => ({
  p50: Math.round(quantile(times, 0.5)),
  p95: Math.round(quantile(times, 0.95)),
});

/** Runs in the page after the recorder: from its beginning nothing is drawn. */
function stubDraws(): void {
  (window as unknown as RecordedWindow).frameRecorder.stubbed = true;
}

const round = (milliseconds: number) => Math.round(milliseconds * 100) / 100;
