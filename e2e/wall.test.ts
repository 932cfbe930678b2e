import type { Page } from '@playwright/test';
import { lettersOf, PRESET_LAYOUTS, presetFor, type SiteFile } from 'twin-core';
import { test as base, expect, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellEvent } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: here alarms are acknowledged and the wall is sent about. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });
test.describe.configure({ timeout: 300_000 });
test.use({ viewport: { width: 1920, height: 1080 } });

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 5760, height: 1080 },
] as const;
const CAMERA = 'FO-06-S1';
const FENCE = 'PF-N03';

const wallOf = (page: Page) => page.getByTestId('wall');
const boxOf = (page: Page, kind: string) => page.locator(`[data-panel="${kind}"]`).boundingBox();

test('WALL, 6.2.5 each size of wall has its layout: nothing over another or on a seam, in letters for its viewing distance', async ({
  page,
  twin,
  misdeeds: _,
}) => {
  await signIn(page, twin, '/wall?scale=0.25');
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const layout = presetFor(size.width / size.height, size.height);
    await expect(wallOf(page)).toHaveAttribute('data-layout', layout.id);
    await expect(page.getByTestId('video-tile')).toHaveCount(9);
    for (const { kind } of layout.panels) {
      const box = (await boxOf(page, kind))!;
      expect(box.x + box.width, kind).toBeLessThanOrEqual(size.width + 1);
      for (const seam of layout.seamsX) {
        const line = seam * size.width;
        expect(line > box.x + 1 && line < box.x + box.width - 1, `${kind} lies across a seam`).toBe(false);
      }
    }
    // 16 minutes of arc is the least of all text (WALL).
    const least = lettersOf(layout, 16) * size.height;
    await expect.poll(() => smallerThan(page, least - 0.5), { timeout: 60_000 }).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`wall-${layout.id}.png`) });
  }
});

/** Texts that are seen in smaller letters. */
const smallerThan = (page: Page, leastPx: number) =>
  page.evaluate((least) => {
    const texts = [...document.querySelectorAll('[data-testid="wall"] *')].filter(
      (element) =>
        element.checkVisibility() &&
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    );
    return texts
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < least)
      .map((element) => `${getComputedStyle(element).fontSize} ${element.textContent?.slice(0, 20)}`);
  }, leastPx);

test('7.2.10-3, WALL a desk takes the wall over, sends it a building and a camera; an alarm waits until it lets go', async ({
  page,
  twin,
  gateway,
  browser,
}) => {
  await page.setViewportSize({ width: 960, height: 540 });
  await signIn(page, twin, '/wall?scale=0.25');
  await sceneReady(page);
  const site = await readModels<SiteFile>('site.json');
  const { name } = site.buildings.find(({ code }) => code === 'B05')!;
  const desk = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await signIn(desk, twin, '/desk?view=map&building=B05');
  await desk.getByTestId('director-open').click();
  const director = desk.getByTestId('director');
  await director.getByTestId('director-hold').click();
  await expect(page.getByTestId('wall-held')).toBeVisible();
  await director.getByTestId('director-send').click();
  await expect(director.getByTestId('director-now')).toContainText(name);
  await expect(director.getByTestId('director-now')).toHaveAttribute('data-source', 'director');
  await expect(wallOf(page)).toHaveAttribute('data-source', 'director');
  await tellEvent(gateway, FENCE, 'perimeter.intrusion', {});
  await expect(page.getByTestId('queue-row').first()).toBeVisible();
  await expect(wallOf(page)).toHaveAttribute('data-source', 'director');
  await director.getByTestId('director-release').click();
  await expect(wallOf(page)).toHaveAttribute('data-source', 'alarm');
  await desk.screenshot({ path: test.info().outputPath('director.png') });

  await desk.goto(`${twin.url}/desk?view=map&device=${CAMERA}`);
  await desk.getByTestId('send-to-wall').click();
  await expect(page.locator(`[data-testid="video-tile"][data-camera="${CAMERA}"]`)).toBeVisible();
  await desk.context().close();
});

test('WALL a layout is drawn by keyboard, refused while a panel lies over another, and taken by the wall at once', async ({
  page,
  twin,
  browser,
}) => {
  await signIn(page, twin, '/settings?part=wall');
  await page.locator('[data-layout="hd"]').click();
  await page.getByTestId('layout-copy').click();
  await page.getByTestId('layout-name').fill('大厅');
  const queue = page.getByTestId('layout-grid').locator('[data-panel="queue"]');
  await queue.focus();
  await queue.press('ArrowLeft');
  await expect(page.getByTestId('layout-faults')).toContainText('重叠');
  await expect(page.getByTestId('layout-save')).toBeDisabled();
  await queue.press('ArrowRight');
  await queue.press('Shift+ArrowUp');
  await page.getByTestId('layout-save').click();
  await expect(page.locator('[data-layout="hd-2"]')).toContainText('大厅');
  await page.screenshot({ path: test.info().outputPath('layouts.png') });

  const wall = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await signIn(wall, twin, '/wall?scale=0.25');
  const heightOf = async () => (await boxOf(wall, 'queue'))!.height;
  const before = await heightOf();
  const wish = { layout: 'hd-2', view: { kind: 'site' }, cameras: [], patrol: false };
  const reply = await page.request.put(`${twin.url}/api/v1/wall`, { data: wish });
  expect(reply.status()).toBe(200);
  await expect(wallOf(wall)).toHaveAttribute('data-layout', 'hd-2');
  expect(await heightOf()).toBeLessThan(before);
  await wall.context().close();
  expect(PRESET_LAYOUTS.some(({ id }) => id === 'hd-2')).toBe(false);
});
