import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { TwinProcess } from '../e2e/twin-process.ts';

export const FOLDER = 'docs/pictures';
const SETTLE_MS = 8_000;

/** A running product with a page of it in Chinese at the sign-in form, for pictures; `path` is where signing in leads. */
export async function withPicturePage(
  { path, ...viewport }: { readonly path: string; readonly width: number; readonly height: number },
  take: (page: Page, twin: TwinProcess) => Promise<void>,
): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  });
  try {
    const page = await browser.newPage({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    await page.goto(`${twin.url}${path}`);
    await page.getByTestId('account').waitFor();
    await take(page, twin);
  } finally {
    await browser.close();
    await twin.remove();
  }
}

/** Signs in by the form and waits for the scene. */
export async function signIn(page: Page, twin: TwinProcess): Promise<void> {
  await page.getByTestId('account').fill('admin');
  await page.getByTestId('password').fill(twin.password);
  await page.getByTestId('submit').click();
  await ready(page);
}

export const shoot = (page: Page, name: string) => page.screenshot({ path: `${FOLDER}/${name}.png` });

export const ready = (page: Page) => page.locator('[data-ready="true"]:visible').first().waitFor({ timeout: 300_000 });

/** A flight begins a moment after the click, and must have ended before the picture. */
export async function settle(page: Page): Promise<void> {
  await sleep(SETTLE_MS);
  await ready(page);
  await sleep(SETTLE_MS);
}
