import type { Page } from '@playwright/test';
import { localToGeo, type SiteFile } from 'twin-core';
import { test as base, expect, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellValues } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: fires that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

// A desk's least size, drawn at a quarter of the resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

const BUILDING = 'B05';
const STOREY = '17F';

/** Registers a smoke detector under the ceiling of a stair; a detector that tells no obscuration is believed to see thick smoke. */
async function stairDetector(page: Page, twin: TwinProcess, space: string): Promise<string> {
  const site = await readModels<SiteFile>('site.json');
  const { placement } = site.buildings.find(({ code }) => code === BUILDING)!;
  const code = `FA-TEST-${space}`;
  const registered = await page.request.post(`${twin.url}/api/v1/devices`, {
    data: {
      code,
      name: `5号楼17层${space}感烟探测器`,
      kind: 'smoke-detector',
      facility: 'fire-alarm',
      building: BUILDING,
      storey: STOREY,
      space,
      location: localToGeo(placement, [-4, 3, 50]),
    },
  });
  expect(registered.status(), await registered.text()).toBe(201);
  return code;
}

test('7.2.7-5, 5.8.8-3 a fire on the 17th storey draws the ways out; a second alarm that blocks a stair changes them, and both stairs blocked is said', async ({
  page,
  twin,
  gateway,
}) => {
  test.setTimeout(300_000);
  await signIn(page, twin, `/desk?building=${BUILDING}&storey=${STOREY}&view=interior&scale=0.25`);
  await sceneReady(page);
  const [first, second] = [await stairDetector(page, twin, 'STAIR-1'), await stairDetector(page, twin, 'STAIR-2')];

  await tellValues(gateway, 'FA-05-17-03', { alarm: true, temperatureC: 82 });
  const panel = page.getByTestId('building-panel').getByTestId('evacuation');
  const drawn = page.getByTestId('routes-drawn');
  await expect(panel.locator('[data-route="1701"]')).toHaveAttribute('data-state', 'smoky');
  await expect(panel.locator('[data-exit]')).toContainText('避难');
  await expect(panel.locator('[data-block="17F 1703"]')).toContainText('起火');
  await expect(drawn.locator('[data-way="smoky"]').first()).toBeAttached();
  const ways = () =>
    drawn.locator('polyline[data-way]').evaluateAll((lines) => lines.map((line) => line.getAttribute('points')).sort());
  const before = await ways();
  expect(before.length).toBeGreaterThan(3);

  await tellValues(gateway, first, { alarm: true });
  await expect(panel.locator('[data-block="17F STAIR-1"]')).toContainText('烟气');
  await expect(drawn.locator('[data-way="blocked"]').first()).toBeAttached();
  await expect.poll(ways).not.toEqual(before);
  await expect(panel.locator('[data-route="1701"]')).toHaveAttribute('data-state', 'smoky');

  await tellValues(gateway, second, { alarm: true });
  await expect(panel.locator('[data-route="1701"]')).toHaveAttribute('data-state', 'blocked');
  await expect(panel.locator('[data-route="1701"]')).toContainText('无安全路线');
  await expect(panel.getByTestId('stranded')).toBeVisible();
});

test('7.2.7-5, 5.8.8-2 the card of a fire shows the way to a shelter over the ground, and responders the way in', async ({
  page,
  twin,
  gateway,
}) => {
  test.setTimeout(300_000);
  await signIn(page, twin, '/desk?scale=0.25');
  await page.getByTestId('desk').waitFor();
  await tellValues(gateway, 'FA-05-17-03', { alarm: true, temperatureC: 82 });
  await page.getByTestId('queue-row').filter({ hasText: '1703' }).first().locator('[data-queue-row]').click();
  const card = page.locator('[data-alarm-card]').first();
  await expect(card.getByTestId('evacuation').locator('[data-exit]')).toContainText('避难');
  await expect(card.getByTestId('way-in')).toContainText('消火栓');
  await expect(card.getByTestId('way-in').locator('[data-lane]').first()).toBeVisible();
  await expect(page.locator('canvas[data-ways="1"]')).toBeAttached({ timeout: 120_000 });
});
