import type { Page } from '@playwright/test';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellValues } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: fires that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

const PHONE = { width: 390, height: 844 };
const FIRE = 'FA-05-17-03';

/** The detectors of the stairs of B05, 17F. */
async function stairDetectors(): Promise<string[]> {
  const devices =
    await readModels<{ code: string; building: string | null; storey: string | null; space: string | null }[]>(
      'devices.json',
    );
  return devices
    .filter(
      ({ code, building, storey, space }) =>
        code.startsWith('FA-') && building === 'B05' && storey === '17F' && space?.includes('STAIR'),
    )
    .map(({ code }) => code);
}

const verdict = (page: Page) => page.getByTestId('verdict');

test('7.2.7-5, 5.8.8-2, 5.8.8-3 on a phone the way out of a home is found by its number, follows the alarms, and no safe route is said with what blocks', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  expect(misdeeds.errors).toEqual([]);
  await page.setViewportSize(PHONE);
  await signIn(page, twin, '/ways');
  await page.getByTestId('ways-buildings').locator('[data-building="B05"]').click();
  await page.getByTestId('ways-search').fill('1701');
  await page.getByTestId('ways-found').first().click();
  await expect(verdict(page)).toHaveAttribute('data-state', 'safe');
  await expect(verdict(page)).toContainText('单元门');
  await expect(page.getByTestId('way-steps')).toContainText('避难场所');
  await expect(page.locator('[data-storey="17F"] [data-way="safe"]')).toBeAttached();
  await expect(page.locator('[data-storey="1F"]').getByTestId('exit-sign')).toBeAttached();
  await expect(page.getByTestId('ground-plan').locator('[data-way="outside"]')).toBeAttached();
  // Nothing of it asks for a graphics card, and nothing stands out of a phone.
  await expect(page.locator('canvas')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);

  await tellValues(gateway, FIRE, { alarm: true, temperatureC: 82 });
  await expect(verdict(page)).toHaveAttribute('data-state', 'smoky');
  await expect(page.locator('[data-storey="17F"] [data-level="blocked"]')).toBeAttached();
  for (const code of await stairDetectors()) await tellValues(gateway, code, { alarm: true, obscurationPctM: 60 });
  await expect(verdict(page)).toHaveAttribute('data-state', 'blocked');
  await expect(verdict(page)).toContainText('无安全路线');
  await expect(verdict(page)).toContainText('STAIR');
  await expect(page.getByTestId('way-in')).toContainText('至单元门');

  // A home by its code, as a link has it.
  await page.goto(`${twin.url}/ways?building=B05&from=B05-1-201`);
  await expect(page.getByTestId('ways-storey')).toHaveValue('2F');
  await expect(verdict(page)).toContainText('201');
});

test('7.2.7-5, 5.8.8 the steps of the fire procedure say the ways, and the case keeps what was told', async ({
  page,
  twin,
  gateway,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await signIn(page, twin, '/desk?scale=0.25');
  await page.getByTestId('desk').waitFor();
  await tellValues(gateway, 'FA-06-17-03', { alarm: true, temperatureC: 82 });
  await page.getByTestId('queue-row').filter({ hasText: '6号楼' }).first().locator('[data-queue-row]').click();
  const card = page.locator('[data-alarm-card]').first();
  const step = (name: string) => card.locator(`[data-step="${name}"]`);
  await step('confirm').getByTestId('answer-fire').click();
  await expect(step('evacuate').getByTestId('told-waysOut').locator('[data-told="exit"]')).toContainText('单元门');
  await expect(step('guide').getByTestId('told-wayIn').locator('[data-told="gate"]')).toContainText('单元门');
  await step('evacuate').getByTestId('answer-done').click();
  await expect(step('evacuate').getByTestId('step-ways')).toHaveAttribute('data-told', 'then');
  await expect(step('evacuate').getByTestId('still-clearing')).toContainText('按估算仍在疏散');
  await step('guide').getByTestId('answer-done').click();
  await card.getByText('处置记录').click();
  await expect(card.locator('details').getByTestId('told-waysOut')).toContainText('疏散 1F');
  await expect(card.locator('details').getByTestId('told-wayIn')).toContainText('单元门');
});

test('7.2.7-5 the wall shows the ways out of a fire and the way in without a click, in letters for eight metres', async ({
  page,
  twin,
  gateway,
}) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1920, height: 1080 });
  // A 55-inch screen, read from eight metres.
  await signIn(page, twin, '/wall?scale=0.25&viewing=8&height=0.685');
  await tellValues(gateway, 'FA-07-17-03', { alarm: true, temperatureC: 82 });
  const panel = page.getByTestId('fire-ways');
  await expect(panel.locator('[data-wall="exit"]')).toBeVisible();
  await expect(panel.locator('[data-wall="in"]')).toBeVisible();
  // 16 and 20 minutes of arc at 8 m on a 55-inch screen of 1080 rows (WALL).
  const sizeOf = (selector: string) =>
    panel
      .locator(selector)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await sizeOf('p')).toBeGreaterThanOrEqual(58.5);
  expect(await sizeOf('h2')).toBeGreaterThanOrEqual(73);
});
