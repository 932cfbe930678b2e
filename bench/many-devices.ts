import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import type { TwinProcess } from '../e2e/twin-process.ts';
import { threadClock } from './page-load.ts';

/** How many devices a large estate has. */
export const MANY_DEVICES = 10_000;
const CLICKS = 40;
const REGISTERING = 24;
const MISSED_MS = 15_000;
/** A click is looked at when the picture stands still again, ms. */
const SETTLE_MS = 1500;

interface Known {
  readonly location: { readonly longitude: number; readonly latitude: number; readonly height: number };
}

/** Registers noise meters around the devices there are until the site has many. Returns all their codes, and some to click on. */
export async function registerMany(
  request: APIRequestContext,
  { url }: TwinProcess,
): Promise<{ readonly codes: readonly string[]; readonly clicked: readonly string[] }> {
  const { items: known } = (await (await request.get(`${url}/api/v1/devices?limit=200`)).json()) as { items: Known[] };
  const existing = (JSON.parse(await readFile('models/devices.json', 'utf8')) as unknown[]).length;
  const codes = Array.from({ length: MANY_DEVICES - existing }, (_, i) => `BENCH-${i}`);
  const waiting = codes.map((code, i) => ({ code, i }));
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { code, i } = next;
      const { longitude, latitude, height } = known[i % known.length]!.location;
      const location = { longitude: longitude + (i % 97) * 2e-6, latitude: latitude + (i % 89) * 2e-6, height };
      const data = { code, name: code, kind: 'noise-meter', facility: 'environment', location };
      const reply = await request.post(`${url}/api/v1/devices`, { data });
      if (reply.status() !== 201)
        throw new Error(`${code} was not registered: ${reply.status()} ${await reply.text()}`);
    }
  };
  await Promise.all(Array.from({ length: REGISTERING }, work));
  return { codes, clicked: codes.filter((_, i) => i % 211 === 0).slice(0, CLICKS) };
}

/** From the press on a device's symbol to its panel with what is recorded of it: on the clock, and JavaScript of the page's thread, ms. */
export interface Opened {
  readonly wallMs: number;
  readonly scriptMs: number;
}

/** Clicks on the symbols of these devices, one after the other; those that lie under another are left out. The page needs the scene's hook. */
export async function clickDevices(page: Page, codes: readonly string[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  const used = await threadClock(page);
  for (const code of codes) {
    const place = await page.evaluate((device) => window.twin?.scene.locate(device) ?? null, code);
    if (!place?.visible) continue;
    const panel = page
      .evaluate(async (device) => {
        const start = await new Promise<number>((resolve) =>
          window.addEventListener('pointerup', () => resolve(performance.now()), { once: true, capture: true }),
        );
        const filled = () => document.querySelector(`[data-device="${device}"] dl`) !== null;
        while (!filled()) await new Promise((resolve) => setTimeout(resolve, 2));
        return performance.now() - start;
      }, code)
      // One that missed waits until the page is closed.
      .catch(() => null);
    const { scriptMs: before } = await used();
    await page.mouse.click(place.x, place.y);
    const took = await Promise.race([
      panel,
      new Promise<null>((resolve) => setTimeout(() => resolve(null), MISSED_MS)),
    ]);
    // Another symbol lay over it: that is no answer to a click on this one.
    if (took !== null) opened.push({ wallMs: took, scriptMs: (await used()).scriptMs - before });
    process.stderr.write(`${code} ${took === null ? 'missed' : JSON.stringify(opened.at(-1))}\n`);
    await page.keyboard.press('Escape');
    await page.getByTestId('home').click();
    await page.waitForTimeout(SETTLE_MS);
  }
  return opened;
}

declare global {
  interface Window {
    readonly twin?: { readonly scene: { locate(code: string): { x: number; y: number; visible: boolean } | null } };
  }
}
