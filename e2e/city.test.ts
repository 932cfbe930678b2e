import type { Page } from '@playwright/test';
import { type DeviceRecord, type GeoPoint, geoToLocal, type HouseRecord, localToGeo, type SiteFile } from 'twin-core';
import { expect, locate, sceneReady, signIn, test } from './estate-test.ts';
import { openImports } from './import-steps.ts';
import { inFirstView, readModels } from './scene-steps.ts';

test.use({ viewport: { width: 1280, height: 720 } });

const LAYER = 'city-e2e';
const HOME = 'B05-1-101';
/** Of the first of the network's mains, far from where others cross it in the picture. */
const MAIN = 'JS-S3';
const DEPTH_M = 1.4;
const MARGIN_M = 4;

interface Pipes {
  readonly features: readonly {
    readonly id: string;
    readonly geometry: { readonly coordinates: [number, number][] };
  }[];
}
type Place = { readonly x: number; readonly y: number; readonly visible: boolean };
type HookedWindow = Window & {
  twin: { scene: { place(longitude: number, latitude: number, height: number): Place | null } };
};

/** Where the scene draws a place, by the hook every build has. */
const placeOnPage = (page: Page, { longitude, latitude, height }: GeoPoint) =>
  page.evaluate(([x, y, z]) => (window as unknown as HookedWindow).twin.scene.place(x, y, z), [
    longitude,
    latitude,
    height,
  ] as const);

/** A quarter of 24 × 12 houses of 20 × 12 m around the estate, with the outline of one of them. */
function quarter(frame: SiteFile['frame']) {
  const corner = (x: number, y: number): [number, number] => {
    const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
    return [longitude, latitude];
  };
  const house = (id: string, x: number, y: number, height: number) => ({
    type: 'Feature',
    id,
    properties: { name: `${id}号楼`, height, building: height > 30 ? 'office' : 'residential' },
    geometry: {
      type: 'Polygon',
      coordinates: [[corner(x, y), corner(x + 20, y), corner(x + 20, y + 12), corner(x, y + 12), corner(x, y)]],
    },
  });
  const features = [];
  for (let row = 0; row < 12; row++) {
    for (let column = 0; column < 24; column++) {
      const [x, y] = [-420 + column * 35, 260 + row * 30];
      features.push(house(`N${row}-${column}`, x, y, 9 + ((row * 7 + column * 3) % 12) * 3));
    }
  }
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** Clicks along a pipe until its own card comes: where another pipe lies over it in the picture, that one is met. */
async function pickPipe(page: Page, id: string, frame: SiteFile['frame']): Promise<void> {
  const { features } = await readModels<Pipes>('networks/water.geojson');
  const [from, to] = features.find((one) => one.id === id)!.geometry.coordinates;
  const met: string[] = [];
  for (const share of [0.42, 0.3, 0.55, 0.2, 0.65, 0.75, 0.12, 0.85]) {
    const longitude = from![0] + (to![0] - from![0]) * share;
    const at = await placeOnPage(page, { longitude, latitude: from![1], height: frame.height - DEPTH_M });
    if (!at?.visible) continue;
    await page.mouse.click(at.x, at.y);
    const card = page.getByTestId('pipe-card');
    const isMet = await card.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    const pipe = isMet ? ((await card.getAttribute('data-pipe')) ?? '') : '';
    if (pipe.startsWith(`${id}~`)) return;
    met.push(pipe);
  }
  throw new Error(`${id} was not met, but ${met.join(', ')}`);
}

test('6.4.1-9, 4.2.3, 6.4.1-2-6: from the city to a home; under the ground to a burst and the valves to shut; an area; the same device in the scene and on the map', async ({
  page,
  twin,
  misdeeds,
}) => {
  test.setTimeout(420_000);
  const site = await readModels<SiteFile>('site.json');
  const { frame } = site;
  await signIn(page, twin, '/desk?scale=0.4');
  await sceneReady(page);

  // A city of footprints is imported by browser, and stands.
  await openImports(page);
  const buffer = Buffer.from(quarter(frame));
  await page
    .getByTestId('import-files')
    .setInputFiles({ name: 'city-buildings.geojson', mimeType: 'application/geo+json', buffer });
  const draft = page.getByTestId('geo-draft');
  await draft.getByTestId('geo-code').fill(LAYER);
  await expect(draft.getByTestId('geo-kind')).toHaveValue('buildings');
  await draft.getByTestId('geo-start').click();
  const job = page.locator(`[data-testid="geo-job"][data-layer="${LAYER}"]`);
  await expect(job).toHaveAttribute('data-stage', /^(done|failed)$/, { timeout: 60_000 });
  expect(await job.getAttribute('data-stage'), (await job.textContent()) ?? undefined).toBe('done');
  const baked = async () => {
    const { items } = await (await page.request.get(`${twin.url}/api/v1/layers`)).json();
    return items.find(({ code }: { code: string }) => code === LAYER).tileset;
  };
  await expect.poll(baked, { timeout: 60_000 }).toContain(LAYER);
  await job.getByTestId('geo-open').click();
  await expect(page.getByTestId('layer-card')).toHaveAttribute('data-layer', LAYER);
  await sceneReady(page);
  await page.getByTestId('layer-coloring').selectOption('height');
  await sceneReady(page);
  const roof = localToGeo(frame, [-420 + 12 * 35 + 10, 260 + 6, 9 + ((12 * 3) % 12) * 3]);
  const house = await placeOnPage(page, roof);
  expect(house?.visible).toBe(true);
  await page.mouse.click(house!.x, house!.y);
  await expect(page.getByTestId('feature-card')).toHaveAttribute('data-feature', `${LAYER}/N0-12`);

  // From there to a home.
  await page.getByTestId('search').fill(HOME);
  await page.getByTestId('search').press('Enter');
  const { ifcSpaceGuid } = (await readModels<HouseRecord[]>('houses.json')).find(({ code }) => code === HOME)!;
  await expect(page).toHaveURL((url) => url.searchParams.get('space') === ifcSpaceGuid);
  await expect(page.getByTestId('building-panel')).toContainText(HOME);
  await sceneReady(page);

  // Under the ground: a burst of a main, and what to shut for it.
  await page.getByTestId('home').click();
  await sceneReady(page);
  await page.getByTestId('underground').click();
  await expect(page.getByTestId('underground-panel')).toContainText('给水');
  await sceneReady(page);
  await pickPipe(page, MAIN, frame);
  const card = page.getByTestId('pipe-card');
  await expect(card).toContainText('DN200');
  await expect(card).toContainText('1.30 m');
  await page.getByTestId('trace-isolate').click();
  const closures = page.getByTestId('trace-closures').getByRole('button');
  await expect(closures.first()).toContainText('阀门');
  expect(await closures.count()).toBeGreaterThanOrEqual(2);
  await page.getByTestId('underground').click();
  await expect(page.getByTestId('underground-panel')).toHaveCount(0);

  // A polygon around a building lists what is inside.
  await page.getByTestId('home').click();
  await sceneReady(page);
  const { code, footprint = [] } = site.buildings.find((building) => building.code === 'B10')!;
  const corners = footprint.map(([longitude, latitude]) =>
    geoToLocal(frame, { longitude, latitude, height: frame.height }),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [west, east] = [Math.min(...xs) - MARGIN_M, Math.max(...xs) + MARGIN_M];
  const [south, north] = [Math.min(...ys) - MARGIN_M, Math.max(...ys) + MARGIN_M];
  await page.getByTestId('area-polygon').click();
  for (const [x, y] of [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const) {
    const at = await inFirstView(page, site, [x, y, 0]);
    await page.mouse.click(at.x, at.y);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('area-buildings').locator(`[data-code="${code}"]`)).toBeVisible();
  await page.getByTestId('area-close').click();

  // The same device in the scene and on the map.
  const device = (await readModels<DeviceRecord[]>('devices.json')).find(({ kind }) => kind === 'weather-station')!;
  await page.getByTestId('search').fill(device.code);
  await page.getByTestId('search').press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('device') === device.code);
  await sceneReady(page);
  expect(await locate(page, device.code)).toMatchObject({ visible: true });
  await page.getByTestId('choice-map').click();
  await expect(page.locator('[data-view="map"] [data-drawing="deck"][data-ready="true"]')).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get('device') === device.code);
  await expect.poll(async () => (await locate(page, device.code))?.visible).toBe(true);
  await page.request.delete(`${twin.url}/api/v1/layers/${LAYER}`);
  expect(misdeeds.errors).toEqual([]);
});
