import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../scripts/find-chromium.mjs';
import { bakeBuildings } from '../twin-server/src/bake/buildings/index.ts';
import { cityAround, footprints } from './city-footprints.ts';
import { type CityFigures, measureCity } from './city-frame-page.ts';

/** As the issue asks: the Tokyo set repeated. */
const BUILDINGS = 138_000;
const FRAMES = 200;
const VIEWPORT = { width: 640, height: 480 };

/** WebGL draw calls do nothing, and the JavaScript of every frame is timed. */
function stubDraws(): void {
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
    WebGL2RenderingContext.prototype[name] = () => undefined;
  }
  const frameMs: number[] = [];
  Object.assign(window, { frameMs });
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const start = performance.now();
      callback(time);
      frameMs.push(performance.now() - start);
    });
}

/**
 * The scene with 138,000 buildings around the site in a real browser, draw calls stubbed: JavaScript a frame with most of them in view and
 * the camera moving, another coloring, and the heap of the page, each against the same scene without them.
 */
export async function run(): Promise<object> {
  const { site, ground } = JSON.parse(await readFile('models/site.json', 'utf8')) as { site: string; ground: string };
  const { frame } = JSON.parse(await readFile('models/site.json', 'utf8')) as {
    frame: { longitude: number; latitude: number; height: number };
  };
  const folder = await mkdtemp(join(tmpdir(), 'twin-bench-city-'));
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  try {
    const set = footprints();
    const city = cityAround(set, [frame.longitude, frame.latitude], BUILDINGS);
    const { buildings, tiles } = await bakeBuildings(city, join(folder, 'city'), { groundM: frame.height });
    const without = await inScene(browser, ground, null);
    const withCity = await inScene(browser, ground, join(folder, 'city'));
    return { site, set: set.name, buildings, tiles, without, with: withCity };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

async function inScene(
  browser: Browser,
  groundFile: string,
  city: string | null,
): Promise<CityFigures & { heapMb: number }> {
  const server = await createServer({ server: { port: 0, strictPort: false, hmr: false }, logLevel: 'error' });
  await server.listen();
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(stubDraws);
    const site = JSON.parse(await readFile('models/site.json', 'utf8')) as { buildings: object[] };
    const blocks = site.buildings.map((building) => ({ ...building, tileset: null, model: null }));
    const json = (body: string) => ({ contentType: 'application/json', body });
    await page.route('**/bench/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.route('**/bench/site.json', (route) =>
      route.fulfill(json(JSON.stringify({ ...site, buildings: blocks }))),
    );
    const ground = await readFile(`models/${groundFile}`, 'utf8');
    await page.route('**/bench/ground.json', (route) => route.fulfill(json(ground)));
    await page.route('**/bench/city/**', async (route) => {
      const path = new URL(route.request().url()).pathname.slice('/bench/city/'.length);
      await route.fulfill({ body: await readFile(join(city ?? '', path)) });
    });
    // Flat ground: terrain is not what is measured.
    await page.route(/^[^/]*\/\/[^/]*\/terrain\//, (route) => route.fulfill({ status: 404 }));
    await page.goto(new URL('/bench/', server.resolvedUrls?.local[0]).href);
    // The loader that runs these sources marks functions by their names; the page has no such mark.
    await page.evaluate('globalThis.__name = (f) => f');
    const tileset = city === null ? null : '/bench/city/tileset.json';
    const figures = await page.evaluate(measureCity, { frames: FRAMES, tileset });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { ...figures, heapMb: Math.round(usedSize / 2 ** 20) };
  } finally {
    await page.close();
    await server.close();
  }
}
