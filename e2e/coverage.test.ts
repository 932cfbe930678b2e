import type { Page } from '@playwright/test';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import type { TwinProcess } from './twin-process.ts';

test.describe.configure({ timeout: 240_000 });
test.use({ viewport: { width: 1280, height: 720 } });

const metresOf = async (page: Page, gap: string) =>
  Number(await page.locator(`[data-gap="${gap}"]`).getAttribute('data-metres'));

async function openCoverage(page: Page, twin: TwinProcess) {
  await signIn(page, twin, '/desk?scale=0.25');
  await sceneReady(page);
  await page.getByTestId('coverage').click();
  const panel = page.getByTestId('coverage-panel');
  await expect(panel.getByTestId('coverage-perimeter')).toBeVisible({ timeout: 120_000 });
  return panel;
}

test('7.2.4-1 7.2.10-1 7.2.16-1 E6.1.13-1 the coverage of the perimeter shows its gaps, on the scene and in metres, and what becomes of them without a camera', async ({
  page,
  twin,
}) => {
  const panel = await openCoverage(page, twin);
  // Fences are all around; where cameras do not look is another matter.
  expect(await metresOf(page, 'unfenced')).toBe(0);
  const before = await metresOf(page, 'unseen');
  await expect(panel.locator('[data-kind]')).toHaveCount(6);
  expect(await panel.locator('[data-building]').count()).toBeGreaterThan(10);
  await page.getByTestId('coverage-without').selectOption('PV-S03');
  await expect.poll(() => metresOf(page, 'unseen'), { timeout: 60_000 }).toBeGreaterThan(before + 10);
  await sceneReady(page);
  await page.screenshot({ path: test.info().outputPath('coverage.png') });
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test('7.2.4-1 7.2.10-1 a camera that is tried elsewhere shows what would be lost and won, before against after, and nothing is saved', async ({
  page,
  twin,
}) => {
  const panel = await openCoverage(page, twin);
  const before = await metresOf(page, 'unseen');
  const views = await (await page.request.get(`${twin.url}/api/v1/camera-views`)).text();
  await panel.getByTestId('coverage-move').selectOption('PV-S03');
  const fields = panel.getByTestId('coverage-fields');
  const heading = fields.locator('[data-field="headingDeg"]');
  const was = Number(await heading.inputValue());
  await heading.fill(String((was + 90) % 360));
  await expect.poll(() => metresOf(page, 'unseen'), { timeout: 60_000 }).toBeGreaterThan(before + 10);
  await expect(panel.getByTestId('coverage-storeys')).toBeVisible();
  await expect(panel.locator('[data-gap="unseen"] s')).toBeVisible();
  await panel.getByTestId('choice-difference').click();
  await sceneReady(page);
  await page.screenshot({ path: test.info().outputPath('coverage-what-if.png') });
  await panel.getByRole('button', { name: /^恢复/ }).click();
  await expect.poll(() => metresOf(page, 'unseen')).toBe(before);
  expect(await (await page.request.get(`${twin.url}/api/v1/camera-views`)).text()).toBe(views);
});

test('7.2.16-1 8.1.3-7 the picture of a camera before a facade hides the windows of homes', async ({ page, twin }) => {
  await signIn(page, twin, '/desk?scale=0.25&device=FO-05-N1');
  const mask = await page.request.get(`${twin.url}/api/v1/cameras/FO-05-N1/mask`);
  expect(await mask.json()).toMatchObject({ camera: 'FO-05-N1' });
  await expect
    .poll(async () => (await (await page.request.get(`${twin.url}/api/v1/cameras/FO-05-N1/mask`)).json()).refusal, {
      timeout: 120_000,
    })
    .toBeNull();
  const tile = page.locator('[data-testid="video-tile"][data-camera="FO-05-N1"]');
  await expect(tile.getByTestId('picture-mask').locator('polygon').first()).toBeAttached({ timeout: 60_000 });
  expect(await tile.getByTestId('picture-mask').locator('polygon').count()).toBeGreaterThan(20);
});
