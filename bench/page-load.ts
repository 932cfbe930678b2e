import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { TwinProcess } from '../e2e/twin-process.ts';

const READY_MS = 300_000;
const LOOK_MS = 10;
const REST_MS = 20_000;

/** What a page cost until something was there. */
export interface Cost {
  /** JavaScript of the page's own thread, its compiling included, and everything that thread did: processor time, ms. */
  readonly scriptMs: number;
  readonly threadMs: number;
  /** Processor time of the server's process meanwhile, without what it uses in any case, ms. */
  readonly serverMs: number;
  /** On the clock, ms. */
  readonly wallMs: number;
  /** What came over the network as it came, compressed, kB: code and style; letters; everything else. */
  readonly kb: { readonly code: number; readonly fonts: number; readonly data: number };
}

export interface PageLoad {
  /** Until the desk is there and its thread answers. */
  readonly desk: Cost;
  /** Until the scene has drawn its first view whole. */
  readonly scene: Cost;
}

/** Opens the desk in a new tab and takes what it costs. `restShare`: what the server uses in any case, as a share of a processor. */
export async function loadDesk(context: BrowserContext, twin: TwinProcess, restShare: number): Promise<PageLoad> {
  const page = await context.newPage();
  const used = await threadClock(page);
  const came = await watchNetwork(await context.newCDPSession(page));
  const server = await serverClock(context, twin);
  const before = await used();
  const began = performance.now();
  const cost = async (): Promise<Cost> => {
    const wallMs = performance.now() - began;
    const after = await used();
    const serverMs = Math.max(0, (await server()) - restShare * (performance.now() - began));
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      threadMs: after.threadMs - before.threadMs,
      serverMs,
      wallMs,
      kb: came(),
    };
  };
  await page.goto(`${twin.url}/desk?scale=0.5`, { waitUntil: 'commit' });
  await until(page, '[data-testid="desk"]');
  const desk = await cost();
  await until(page, '[data-testid="room"] [data-ready="true"]');
  const scene = await cost();
  await page.close();
  return { desk, scene };
}

/** Waits for something on the page, looking often: what is waited for is seen in the next answer of its thread. */
async function until(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector, {
    polling: LOOK_MS,
    timeout: READY_MS,
  });
}

/** Processor time that a page's own thread has used so far, ms: for JavaScript, and in all. */
export async function threadClock(page: Page): Promise<() => Promise<{ scriptMs: number; threadMs: number }>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
    return { scriptMs: of('ScriptDuration') + of('V8CompileDuration'), threadMs: of('TaskDuration') };
  };
}

/** What the server uses while no page is open, as a share of a processor: its devices go on telling. */
export async function measureRest(context: BrowserContext, twin: TwinProcess): Promise<number> {
  const server = await serverClock(context, twin);
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  return (await server()) / (performance.now() - began);
}

/** Processor time of the server's process since this was called, ms. */
async function serverClock({ request }: BrowserContext, { url }: TwinProcess): Promise<() => Promise<number>> {
  const used = async () => {
    const report = (await (await request.get(`${url}/api/v1/operations/metrics`)).json()) as { cpuSeconds: number };
    return report.cpuSeconds * 1000;
  };
  const before = await used();
  return async () => (await used()) - before;
}

/** Counts what comes over the network; what the browser had already costs nothing. */
async function watchNetwork(cdp: CDPSession): Promise<() => Cost['kb']> {
  const bytes = { code: 0, fonts: 0, data: 0 };
  const kinds = new Map<string, keyof typeof bytes>();
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    kinds.set(requestId, CODE.has(type) ? 'code' : type === 'Font' ? 'fonts' : 'data');
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'data'] += encodedDataLength;
  });
  await cdp.send('Network.enable');
  const kb = (count: number) => Math.round(count / 1000);
  return () => ({ code: kb(bytes.code), fonts: kb(bytes.fonts), data: kb(bytes.data) });
}

const CODE: ReadonlySet<string> = new Set(['Document', 'Script', 'Stylesheet']);
