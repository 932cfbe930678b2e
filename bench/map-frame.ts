import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../scripts/find-chromium.mjs';
import { type MapFigures, measureMap } from './map-frame-page.ts';

const DEVICES = [1_500, 10_000];
/** Small: what the renderer does with the picture is not measured. */
const VIEWPORT = { width: 640, height: 480 };

/** WebGL draw calls do nothing, and the JavaScript of every animation frame is timed. */
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

/** The electronic map in a real browser: JavaScript a frame with 10,000 devices, standing still, changing and flying. */
export async function run(): Promise<object> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  const server = await createServer({ server: { port: 0, strictPort: false, hmr: false }, logLevel: 'error' });
  await server.listen();
  try {
    const figures: MapFigures[] = [];
    for (const devices of DEVICES) {
      const page = await browser.newPage({ viewport: VIEWPORT });
      await page.addInitScript(stubDraws);
      const json = (body: string) => ({ contentType: 'application/json', body });
      const site = await readFile('models/site.json', 'utf8');
      const ground = await readFile(`models/${(JSON.parse(site) as { ground: string }).ground}`, 'utf8');
      await page.route('**/bench/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
      await page.route('**/bench/site.json', (route) => route.fulfill(json(site)));
      await page.route('**/bench/ground.json', (route) => route.fulfill(json(ground)));
      await page.goto(new URL('/bench/', server.resolvedUrls?.local[0]).href);
      // The loader that runs these sources marks functions by their names; the page has no such mark.
      await page.evaluate('globalThis.__name = (f) => f');
      figures.push(await page.evaluate(measureMap, { devices }));
      process.stderr.write(`${JSON.stringify(figures.at(-1))}\n`);
      await page.close();
    }
    return { map: figures };
  } finally {
    await browser.close();
    await server.close();
  }
}
