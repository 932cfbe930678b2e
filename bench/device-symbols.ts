import { readFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { createServer } from 'vite';
import { TwinProcess } from '../e2e/twin-process.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import { measureScene, type SceneFigures } from './device-symbols-page.ts';
import { clickDevices, registerMany } from './many-devices.ts';
import { quantile } from './quantile.ts';

/** How many devices the scene alone is fed with, none first: what the scene costs without them. */
const SCENE_DEVICES = [0, 10_000, 100_000];
/** Clause 6.4.1-8-6 as we promise it: from the click to the filled panel, drawing excluded. */
const PANEL_LIMIT_MS = 300;

/** Small: what the renderer does with the picture is not measured. */
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

/** Device symbols in a real browser: JavaScript a frame with 10,000 and 100,000 of them; and from a click to the panel of the desk with 10,000. */
export async function run(): Promise<object> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  try {
    const scene: SceneFigures[] = [];
    for (const devices of SCENE_DEVICES) {
      scene.push(await inScene(browser, devices));
      process.stderr.write(`${JSON.stringify(scene.at(-1))}\n`);
    }
    return { scene, desk: await onDesk(browser) };
  } finally {
    await browser.close();
  }
}

async function inScene(browser: Browser, devices: number): Promise<SceneFigures> {
  const server = await createServer({ server: { port: 0, strictPort: false, hmr: false }, logLevel: 'error' });
  await server.listen();
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(stubDraws);
    const site = JSON.parse(await readFile('models/site.json', 'utf8')) as { buildings: object[]; ground: string };
    const blocks = site.buildings.map((building) => ({ ...building, tileset: null, model: null }));
    const json = (body: string) => ({ contentType: 'application/json', body });
    await page.route('**/bench/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.route('**/bench/site.json', (route) =>
      route.fulfill(json(JSON.stringify({ ...site, buildings: blocks }))),
    );
    const ground = await readFile(`models/${site.ground}`, 'utf8');
    await page.route('**/bench/ground.json', (route) => route.fulfill(json(ground)));
    // Flat ground: terrain is not what is measured.
    await page.route(/^[^/]*\/\/[^/]*\/terrain\//, (route) => route.fulfill({ status: 404 }));
    await page.goto(new URL('/bench/', server.resolvedUrls?.local[0]).href);
    // The loader that runs these sources marks functions by their names; the page has no such mark.
    await page.evaluate('globalThis.__name = (f) => f');
    return await page.evaluate(measureScene, { devices });
  } finally {
    await page.close();
    await server.close();
  }
}

async function onDesk(browser: Browser): Promise<object> {
  const twin = await TwinProcess.create();
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'zh-CN' });
  try {
    await page.addInitScript('globalThis.__name = (f) => f');
    await page.addInitScript(stubDraws);
    await page.goto(`${twin.url}/desk`);
    await page.getByTestId('account').fill('admin');
    await page.getByTestId('password').fill(twin.password);
    await page.getByTestId('submit').click();
    await page.getByTestId('desk').waitFor();
    const { clicked } = await registerMany(page.request, twin);
    await page.reload();
    await page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: 300_000 });
    const clicks = (await clickDevices(page, clicked)).map(({ wallMs }) => wallMs);
    return {
      devices: await page.evaluate(
        () => (window as unknown as { twin: { state: { devices: number } } }).twin.state.devices,
      ),
      clicks: clicks.length,
      p50Ms: Math.round(quantile(clicks, 0.5)),
      p95Ms: Math.round(quantile(clicks, 0.95)),
      limitMs: PANEL_LIMIT_MS,
    };
  } finally {
    await page.close();
    await twin.remove();
  }
}
