import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../scripts/find-chromium.mjs';
import { openQueue, PARTS_MODULE, type QueueShape, type QueueWindow } from './alarm-queue-page.ts';

/** Ten thousand open alarms: a flood of twenty causes with fifty independent critical alarms, and every one by itself. */
const SHAPES: readonly QueueShape[] = [
  { name: 'flood', alarms: 10_000, causes: 20, critical: 50, batches: 150, changes: 200 },
  { name: 'alone', alarms: 10_000, causes: 0, critical: 50, batches: 150, changes: 200 },
];

/**
 * The desk's queue in a real browser: JavaScript of one batch of 200 changes, from the fold to the drawn rows, on the clock and as the
 * page's own processor time, which a busy machine does not lengthen as much. Asked: at most 16 ms.
 */
export async function run(): Promise<object> {
  // Shipped code is measured: React's checks of a developer's compare ten thousand properties a render.
  process.env.NODE_ENV = 'production';
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const server = await createServer({
    server: { port: 0, strictPort: false, hmr: false, ws: false },
    logLevel: 'error',
    plugins: [
      {
        name: 'bench-parts',
        resolveId: (id) => (id === PARTS_MODULE.path ? id : undefined),
        load: (id) => (id === PARTS_MODULE.path ? PARTS_MODULE.source : undefined),
      },
    ],
  });
  await server.listen();
  try {
    const origin = server.resolvedUrls?.local[0] ?? '';
    const figures: object[] = [];
    for (const shape of SHAPES) {
      figures.push({ ...shape, ...(await measure(browser, origin, shape)) });
      process.stderr.write(`${JSON.stringify(figures.at(-1))}\n`);
    }
    return { queue: figures };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measure(browser: Browser, origin: string, shape: QueueShape): Promise<object> {
  const site = JSON.parse(await readFile('models/site.json', 'utf8')) as object;
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.route('**/bench/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(new URL('/bench/', origin).href);
  // The loader that runs these sources marks functions by their names; the page has no such mark.
  await page.evaluate('globalThis.__name = (f) => f');
  await page.evaluate(openQueue, { shape, site, parts: PARTS_MODULE.path });
  const used = await threadClock(page);
  const before = await used();
  const figures = await page.evaluate(() => (window as unknown as QueueWindow).feed());
  const cpuMs = Math.round(((await used()) - before) / shape.batches / 0.1) / 10;
  await page.close();
  return { ...figures, cpuMs };
}

/** Processor time that the page's own thread has used, drawing included, ms. */
async function threadClock(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}
