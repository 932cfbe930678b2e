import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { geoToLocal, type Placement } from 'twin-core';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import type { TwinProcess } from './twin-process.ts';

test.use({ viewport: { width: 1280, height: 720 } });

const BUILDING = 'B17';

interface Place {
  placement: Placement;
  footprint: [number, number][];
  source: string;
}

const placeOf = async (page: Page, twin: TwinProcess): Promise<Place> =>
  (await page.request.get(`${twin.url}/api/v1/buildings/${BUILDING}`)).json();

/** How far a building was moved over the ground, metres east and north. */
function moved(from: Placement, to: Placement): readonly [east: number, north: number] {
  const [east, north] = geoToLocal({ ...from, headingDeg: 0 }, { ...to, height: from.height });
  return [east, north];
}

/** Where the foot of the model is drawn while it is placed: the middle of its move handle. */
async function foot(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('[data-handle="move"]').boundingBox();
  if (!box) throw new Error('the model has no handle');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function openPlacing(page: Page): Promise<void> {
  await page.getByTestId('place-model').click();
  await expect(page.getByTestId('findings')).toBeVisible();
  await expect(page.locator('[data-handle="move"]')).toBeVisible({ timeout: 120_000 });
}

test('6.4.1-2-3: a model is moved by numbers and by hand, saved, found there after a reload, and put back; cancelling leaves it where it was', async ({
  page,
  twin,
  misdeeds,
}) => {
  const site = JSON.parse(await readFile('models/site.json', 'utf8')) as {
    buildings: { code: string; placement: Placement }[];
  };
  const recorded = site.buildings.find(({ code }) => code === BUILDING)?.placement;
  await signIn(page, twin, `/desk?scale=0.5&building=${BUILDING}`);
  await page.getByTestId('building-panel').waitFor();
  const before = await placeOf(page, twin);
  expect(before.placement).toEqual(recorded);

  // Cancelled: nothing is kept of it.
  await openPlacing(page);
  await page.getByTestId('placing-north').fill('12');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('placing')).toHaveCount(0);
  await expect(page.locator('[data-handle="move"]')).toHaveCount(0);
  expect((await placeOf(page, twin)).placement).toEqual(before.placement);
  await openPlacing(page);
  await expect(page.getByTestId('placing-north')).toHaveValue('0.00');

  // Nothing else moves the handle once the view is drawn.
  await sceneReady(page);
  await expect(page.getByTestId('findings')).toContainText('IfcMapConversion');
  const stood = await foot(page);
  await page.getByTestId('placing-east').fill('5');
  await expect.poll(async () => (await foot(page)).x !== stood.x, { timeout: 120_000 }).toBe(true);
  await sceneReady(page);
  const asTyped = await foot(page);
  await page.mouse.move(asTyped.x, asTyped.y);
  await page.mouse.down();
  await page.mouse.move(asTyped.x + 30, asTyped.y + 5, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await foot(page)).x - asTyped.x, { timeout: 120_000 }).toBeCloseTo(30, -1);
  // Up by a key and down by another.
  await page.keyboard.press('PageUp');
  await expect(page.getByTestId('placing-up')).toHaveValue('0.50');
  await page.keyboard.press('PageDown');
  await page.getByTestId('placing-save').click();
  await expect(page.getByTestId('placing')).toHaveCount(0);

  const after = await placeOf(page, twin);
  const [east, north] = moved(before.placement, after.placement);
  expect(Math.hypot(east - 5, north)).toBeGreaterThan(1);
  expect(after.source).toBe('hand');
  const corner = (place: Place) => {
    const [longitude, latitude] = place.footprint[0]!;
    return { longitude, latitude, height: 0, headingDeg: 0 };
  };
  const [cornerEast, cornerNorth] = moved(corner(before), corner(after));
  expect(cornerEast).toBeCloseTo(east, 2);
  expect(cornerNorth).toBeCloseTo(north, 2);

  // A page loaded anew is given the tiles at the new place, and shows its numbers; from the inside, which is drawn sooner.
  const tileset = await page.request.get(`${twin.url}/tilesets/${BUILDING}/tileset.json`);
  const { root } = (await tileset.json()) as { root: { transform: number[] } };
  // Longitude of the tiles' origin: its earth-centred x and y.
  const [x = 0, y = 0] = root.transform.slice(12, 14);
  expect(Math.atan2(y, x)).toBeCloseTo((after.placement.longitude * Math.PI) / 180, 9);
  await page.goto(`${twin.url}/desk?scale=0.5&building=${BUILDING}&view=interior`);
  await page.getByTestId('place-model').click();
  await expect(page.getByTestId('placing-longitude')).toHaveValue(after.placement.longitude.toFixed(7));

  // Back where the estate's plan has it, by the numbers.
  await page.getByTestId('placing-longitude').fill(String(before.placement.longitude));
  await page.getByTestId('placing-latitude').fill(String(before.placement.latitude));
  await page.getByTestId('placing-height').fill(String(before.placement.height));
  await page.getByTestId('placing-save').click();
  await expect(page.getByTestId('placing')).toHaveCount(0);
  expect((await placeOf(page, twin)).placement).toEqual(before.placement);
  expect(misdeeds.errors).toEqual([]);
});
