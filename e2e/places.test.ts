import type { Locator, Page } from '@playwright/test';
import { expect, sceneReady, signIn, test } from './estate-test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

const NAME = '雨棚下停车区';

/** Clicks points of the picture, given in shares of its width and height. */
async function clickAt(page: Page, room: Locator, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await room.boundingBox();
  if (!box) throw new Error('there is no room');
  for (const [x, y] of points) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }
}

const zones = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch('/api/v1/zones');
    return (
      (await answer.json()) as { items: { code: string; name: string; geometry: { coordinates: number[][][] } }[] }
    ).items;
  });

test('7.2.4-1 a zone is drawn on the map, kept, changed by a corner, and removed', async ({ page, twin, misdeeds }) => {
  await signIn(page, twin, '/desk?view=map');
  await sceneReady(page);
  const room = page.getByTestId('room');

  await page.getByTestId('places').click();
  await page.getByTestId('place-new').selectOption('parking');
  await clickAt(page, room, [
    [0.6, 0.5],
    [0.72, 0.5],
    [0.72, 0.62],
    [0.6, 0.62],
  ]);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('place-size')).toContainText('m²');
  await page.getByTestId('place-name').fill(NAME);
  await page.getByTestId('place-code').fill('ZP-E2E');
  await page.getByTestId('place-save').click();
  await expect(page.locator('[data-place="ZP-E2E"]')).toBeVisible();
  const drawn = (await zones(page)).find(({ code }) => code === 'ZP-E2E');
  expect(drawn?.name).toBe(NAME);
  expect(drawn?.geometry.coordinates[0]).toHaveLength(5);

  await page.reload();
  await sceneReady(page);
  await page.getByTestId('places').click();
  await page.getByTestId('place-filter').selectOption('parking');
  await page.getByTestId('place-edit-ZP-E2E').click();
  await page.getByTestId('corner-0').fill('112.5502');
  await page.getByTestId('corner-0').press('Enter');
  await page.getByTestId('place-save').click();
  await expect(page.getByTestId('place-edit-ZP-E2E')).toBeVisible();
  const changed = (await zones(page)).find(({ code }) => code === 'ZP-E2E');
  expect(changed?.geometry.coordinates[0]?.flat()).toContain(112.5502);

  await page.getByTestId('place-edit-ZP-E2E').click();
  await page.getByTestId('place-remove').click();
  await page.getByTestId('place-remove').click();
  await expect.poll(async () => (await zones(page)).map(({ code }) => code)).not.toContain('ZP-E2E');
  await expect(page.locator('[data-place="ZP-E2E"]')).toHaveCount(0);
  expect(misdeeds.errors).toEqual([]);
});
