import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { findChromium } from '../scripts/find-chromium.mjs';
import { expectPicture } from './picture-check.ts';
import { type Open, PICTURE_PARTS, type PictureData, showScene, showTwin, type Told } from './picture-page.ts';
import { readModels } from './scene-steps.ts';

/**
 * How the wall and the desk look, against pictures that are stored in docs/pictures/checked: at one instant, with the same data, a stored picture in place
 * of the scene. `TWIN_PICTURES=write npx playwright test pictures` stores them anew.
 */
test.use({
  launchOptions: {
    executablePath: await findChromium(),
    // The same outlines of letters on every machine.
    args: [
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--no-sandbox',
    ],
  },
});

/** 18:03:27 in the estate, on a Sunday. */
const NOW = Date.UTC(2026, 10, 22, 10, 3, 27);
const SCENE = fileURLToPath(new URL('../docs/pictures/checked/scene.webp', import.meta.url));
/** Share of the squares of a picture that may differ: a clock's width of a full-HD wall. */
const TOLERANCE = 0.004;

const TOLD: readonly Told[] = [
  ...[['air-station', 'pm25', 43] as const, ['weather-station', 'temperatureC', 7.4] as const],
  ...[['weather-station', 'windDirDeg', 315] as const, ['weather-station', 'windSpeedMps', 1.7] as const],
  ...[['noise-meter', 'noiseDba', 45.1] as const, ['pump', 'pressureMpa', 0.898] as const],
  ...[['water-tank', 'tankLevelM', 2.09] as const, ['water-quality', 'residualChlorineMgL', 0.2] as const],
  ...[['switch-cabinet', 'powerKw', 12.4] as const, ['switch-cabinet', 'temperatureC', 31.5] as const],
  ...[['switch-cabinet', 'voltageV', 221] as const, ['meter-gateway', 'metersOnline', 94] as const],
  ...[['access-controller', 'batteryPct', 98] as const, ['CH-01-01', 'portState', 1] as const],
];
const ALARMS: readonly Open[] = [
  { code: 'perimeter.intrusion', device: 'PF-N07', ageS: 69, priority: 1, procedure: 'intrusion' },
  { code: 'fire.smoke', device: 'FA-05-17-03', ageS: 50, priority: 1, procedure: 'fire' },
  { code: 'charging.overTemp', device: 'CH-01-02', ageS: 35, priority: 2 },
  { code: 'fire.detectorFault', device: 'FA-03-26-03', ageS: 190, priority: 3, fault: true, acknowledged: true },
  { code: 'energy.gatewayOffline', device: 'MG-01', ageS: 5_400, priority: 3, fault: true },
];

let server: ViteDevServer;
let data: Omit<PictureData, 'parts' | 'camera'>;
test.beforeAll(async () => {
  // Shipped code is looked at, without what a developer's page loads beside it.
  process.env.NODE_ENV = 'production';
  const { path, source } = PICTURE_PARTS;
  server = await createServer({
    server: { port: 0, strictPort: false, hmr: false, ws: false },
    logLevel: 'error',
    plugins: [
      {
        name: 'picture-parts',
        resolveId: (id) => (id === path ? id : undefined),
        load: (id) => (id === path ? source : undefined),
      },
    ],
  });
  await server.listen();
  const site = await readModels<PictureData['site'] & { ground: string; buildings: object[] }>('site.json');
  const buildings = site.buildings.map((building) => ({ ...building, tileset: null, model: null }));
  data = {
    now: NOW,
    site: { ...site, buildings } as PictureData['site'],
    ground: await readModels(site.ground),
    devices: await readModels('devices.json'),
    told: TOLD,
    alarms: ALARMS,
    duties: (await readModels<{ person: string }[]>('duties.json')).slice(0, 8).map((duty) => ({
      ...duty,
      person: { code: duty.person, name: `${duty.person}`, phone: null },
    })),
  };
});
test.afterAll(() => server.close());

/** Opens a page of the client over the stored picture of the scene. */
async function open(page: Page, path: string, theme = 'wall-dark'): Promise<void> {
  const scene = await readFile(SCENE);
  await page.addInitScript(standStill, NOW);
  await page.addInitScript(
    (kept) => localStorage.setItem('twin.preferences', kept),
    JSON.stringify({ theme, locale: 'zh' }),
  );
  await page.route('**/pictures/scene.webp', (route) => route.fulfill({ contentType: 'image/webp', body: scene }));
  // The engine of the scene never comes.
  await page.route('**/src/scene/site-scene.ts*', () => undefined);
  await openEmpty(page, path);
  await page.addStyleTag({
    content: `[data-testid="room"] { background: url(/pictures/scene.webp) center / cover !important } [data-testid="room"] + div { display: none }`,
  });
  await page.evaluate(showTwin, { ...data, parts: PICTURE_PARTS.path, camera: '/pictures/scene.webp' });
}

/** Runs in the page before its scripts: every date is this one, while timers and frames go on. */
function standStill(now: number): void {
  globalThis.Date = class extends Date {
    constructor(...given: []) {
      super(...(given.length === 0 ? ([now] as unknown as []) : given));
    }
    static override now() {
      return now;
    }
  } as DateConstructor;
}

/** An empty page at a path of the client's. */
async function openEmpty(page: Page, path: string): Promise<void> {
  const address = new URL(path, origin()).href;
  const body = '<!doctype html><meta charset="utf-8"><body></body>';
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
}

const STILL_MS = 3_000;

const origin = () => server.resolvedUrls?.local[0] ?? '';

/** Waits until nothing on the page changes for a while. */
async function standsStill(page: Page): Promise<void> {
  await expect(async () => {
    const before = await page.screenshot();
    await page.waitForTimeout(STILL_MS);
    expect((await page.screenshot()).equals(before)).toBe(true);
  }).toPass();
}

/** Buildings and ground are many thin edges, which another processor may round otherwise. */
const SCENE_TOLERANCE = 0.02;

test('WALL the scene looks as its stored picture', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await page.addInitScript(standStill, NOW);
  // Flat ground: no server has terrain here.
  await page.route(/^[^/]*\/\/[^/]*\/terrain\//, (route) => route.fulfill({ status: 404 }));
  await openEmpty(page, '/scene');
  const devices = data.devices.filter(({ building }) => building === null).slice(0, 60);
  await page.evaluate(showScene, { site: data.site, ground: data.ground, devices });
  await expect(page.locator('[data-ready]')).toBeAttached();
  await standsStill(page);
  await expectPicture(page, 'scene', SCENE_TOLERANCE);
});

const WALLS = [
  ['hd', 1920, 1080],
  ['wide', 3840, 1080],
  ['uhd', 3840, 2160],
  ['ultra', 5760, 1080],
] as const;

test('WALL, 6.2.5 every layout of the wall looks as its stored picture', async ({ page }) => {
  for (const [layout, width, height] of WALLS) {
    await page.setViewportSize({ width, height });
    if (layout === 'hd') await open(page, '/wall');
    await expect(page.getByTestId('wall')).toHaveAttribute('data-layout', layout);
    await expect(page.locator('[data-testid="video-tile"][data-condition="live"]')).toHaveCount(9);
    await page.evaluate(() => document.fonts.ready);
    await expectPicture(page, `wall-${layout}`, TOLERANCE);
  }
});

test('WALL the desk looks as its stored picture in each theme', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const theme of ['wall-dark', 'desk-grey', 'light']) {
    await open(page, '/desk', theme);
    await expect(page.getByTestId('desk')).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await expectPicture(page, `desk-${theme}`, TOLERANCE);
  }
});
