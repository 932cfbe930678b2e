import { chromium, type Page } from '@playwright/test';
import { TwinProcess } from '../e2e/twin-process.ts';
import { type RecordedWindow, recordFrames } from './frame-recorder.ts';
import { quantile } from './quantile.ts';

const FRAMES = 400;
/** Frames after the draw calls went, until what they had slowed down has settled. */
const WARM_UP = 60;
const READY_MS = 300_000;

/**
 * JavaScript per frame of the site's scene with the demonstration's buildings, draw calls stubbed, the camera moving all the
 * time: the first view, the same with twelve buildings, and one building with a storey isolated and its storeys pulled apart. Milliseconds. Needs a build.
 */
export async function run(): Promise<object> {
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
    // What compiles this file names its functions by this, which the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(recordFrames);
    await page.goto(`${twin.url}/desk?scale=0.5`);
    await page.getByTestId('account').fill('admin');
    await page.getByTestId('password').fill(twin.password);
    await page.getByTestId('submit').click();
    const site = await measure(page);
    await page.route('**/api/v1/site', async (route) => {
      const answer = await route.fetch();
      const whole = (await answer.json()) as { buildings: readonly { model: string | null }[] };
      const buildings = whole.buildings.filter(({ model }) => model !== null).slice(0, 12);
      await route.fulfill({ response: answer, json: { ...whole, buildings } });
    });
    await page.reload();
    const twelve = await measure(page);
    await page.unroute('**/api/v1/site');
    await page.goto(`${twin.url}/desk?scale=0.5&building=B05&storey=12F`);
    await page.getByTestId('model-storeys').click();
    await page.getByTestId('model-explode').fill('50');
    const storey = await measure(page);
    return { frames: FRAMES, site, twelve, storey };
  } finally {
    await browser.close();
    await twin.remove();
  }
}

async function measure(page: Page): Promise<object> {
  await page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: READY_MS });
  const counts = Object.values(
    await page.evaluate(() =>
      (
        window as unknown as {
          twin: { scene: { count(): Promise<Record<string, { tiles: number; triangles: number }>> } };
        }
      ).twin.scene.count(),
    ),
  );
  const times = await page.evaluate(moveAndRecord, { frames: FRAMES, warmUp: WARM_UP });
  return {
    buildings: counts.filter(({ tiles }) => tiles > 0).length,
    tiles: counts.reduce((sum, { tiles }) => sum + tiles, 0),
    triangles: counts.reduce((sum, { triangles }) => sum + triangles, 0),
    medianMs: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    maxMs: round(Math.max(...times)),
  };
}

/** Runs in the page: turns and moves the camera by its own keys until enough frames were recorded. */
function moveAndRecord({ frames, warmUp }: { frames: number; warmUp: number }): Promise<number[]> {
  const { frameRecorder } = window as unknown as RecordedWindow;
  const scene = document.querySelector('[data-ready]')!;
  frameRecorder.frames.length = 0;
  frameRecorder.stubbed = true;
  frameRecorder.recording = true;
  return new Promise((resolve) => {
    let moves = 0;
    const step = () => {
      const key = moves++ % 120 < 60 ? 'ArrowLeft' : 'ArrowRight';
      scene.dispatchEvent(new KeyboardEvent('keydown', { key }));
      if (frameRecorder.frames.length < frames + warmUp) {
        requestAnimationFrame(step);
        return;
      }
      frameRecorder.recording = false;
      frameRecorder.stubbed = false;
      resolve(frameRecorder.frames.slice(warmUp));
    };
    step();
  });
}

const round = (milliseconds: number) => Math.round(milliseconds * 100) / 100;
