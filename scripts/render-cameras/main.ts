import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import type { CameraView, DeviceRecord, SiteFile } from 'twin-core';
import { createServer } from 'vite';
import { CLIP, type ClipIndex, type ClipView } from '../../twin-demo/src/cameras/clip-index.ts';
import type { PlanFeature } from '../../twin-demo/src/cameras/outdoor-view.ts';
import { findChromium } from '../find-chromium.mjs';
import { EstatePictures } from './camera-picture.ts';
import { encodeClip } from './clip-page.ts';

/**
 * Renders the demonstration's camera clips once: what each camera sees of the estate, people walking in it, name and "simulated" burnt in, as
 * VP9 in fragmented MP4. Needs baked tilesets and a Chromium. `npm run render-cameras [-- CODE…]`: all cameras, or these.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODELS = process.env.TWIN_SIM_MODELS ?? join(ROOT, 'models');
const TILESETS = process.env.TWIN_SIM_TILESETS ?? join(ROOT, 'tilesets');
const OUT = join(ROOT, 'twin-demo', 'cameras');

const only = new Set(process.argv.slice(2));
const read = async <T>(name: string) => JSON.parse(await readFile(join(MODELS, name), 'utf8')) as T;
const site = await read<SiteFile>('site.json');
const devices = new Map((await read<DeviceRecord[]>(site.data.devices)).map((device) => [device.code, device]));
const views = await read<CameraView[]>(site.data.cameraViews ?? 'camera-views.json');
const { features } = await read<{ features: PlanFeature[] }>(site.ground);
const pictures = new EstatePictures(site, features, TILESETS);

const server = await createServer({
  configFile: join(ROOT, 'vite.config.ts'),
  server: { port: 0, strictPort: false, hmr: false },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await openPage(server.resolvedUrls?.local[0] ?? '');
  const clips: Record<string, readonly ClipView[]> = {};
  let bytes = 0;
  for (const view of views) {
    const camera = devices.get(view.device);
    if (!camera || (only.size > 0 && !only.has(camera.code))) continue;
    const made = await render(page, camera, view);
    if (made.views.length > 0) clips[camera.code] = made.views;
    bytes += made.bytes;
    console.log(`${camera.code} ${camera.name}: ${made.views.length} clip(s), ${(made.bytes / 1024).toFixed(0)} KiB`);
  }
  console.log(`${Object.keys(clips).length} cameras, ${(bytes / 1e6).toFixed(1)} MB`);
  const index: ClipIndex = { clips };
  if (only.size === 0) await writeFile(join(OUT, 'clips.json'), `${JSON.stringify(index, null, 1)}\n`);
} finally {
  await browser.close();
  await server.close();
}

/** A page that has the font of the interface: a bare machine has none of Chinese. */
async function openPage(origin: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.route('**/cameras/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(new URL('/cameras/', origin).href);
  // The loader that runs these sources marks functions by their names; the page has no such mark.
  await page.evaluate('globalThis.__name = (f) => f');
  await page.evaluate("import('/src/kit/fonts.ts').then(() => undefined)");
  return page;
}

async function render(
  page: Page,
  camera: DeviceRecord,
  view: CameraView,
): Promise<{ views: ClipView[]; bytes: number }> {
  const isTurning = camera.kind === 'ptz-camera';
  const segments = isTurning ? CLIP.turningSegments : CLIP.segments;
  const count = isTurning ? CLIP.turningViews : 1;
  const folder = join(OUT, camera.code);
  await rm(folder, { recursive: true, force: true });
  const made: ClipView[] = [];
  let bytes = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const headingDeg = (view.headingDeg + (360 * turn) / count) % 360;
    const picture = await pictures.of(camera, { ...view, headingDeg }, segments);
    if (!picture) break;
    const library = join(dirname(createRequire(import.meta.url).resolve('mediabunny')), 'mediabunny.mjs');
    const encoded = await page.evaluate(encodeClip, {
      ...picture,
      ...CLIP,
      name: camera.name,
      library: `/@fs${library}`,
    });
    if (encoded.segments.length !== segments)
      throw new Error(`${camera.code}: ${encoded.segments.length} pieces were made; expected ${segments}`);
    const pieces = encoded.segments.map((text, at) => [`${at}.m4s`, text] as const);
    const to = join(folder, String(turn));
    await mkdir(to, { recursive: true });
    for (const [file, text] of [['init.mp4', encoded.init], ['still.jpg', encoded.still], ...pieces] as const) {
      const content = Buffer.from(text, 'base64');
      bytes += content.length;
      await writeFile(join(to, file), content);
    }
    made.push({ headingDeg, segments });
  }
  return { views: made, bytes };
}
