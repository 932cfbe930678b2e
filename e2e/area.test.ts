import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { type DeviceRecord, geoToLocal, type HouseRecord, type LocalPoint, type SiteFile } from 'twin-core';
import { expect, locate, sceneReady, signIn, test } from './estate-test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

const BUILDING = 'B10';
/** Cesium's field of view over the wider side of the picture. */
const FIELD_OF_VIEW = Math.PI / 3;
/** A building's symbol hovers this high over its highest device, metres. */
const OVER_ROOF_M = 7;
const MARGIN_M = 3;

const read = async <T>(path: string) => JSON.parse(await readFile(`models/${path}`, 'utf8')) as T;

interface Picture {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

async function pictureOf(page: Page): Promise<Picture> {
  const box = await page.getByTestId('room').boundingBox();
  if (!box) throw new Error('there is no room');
  return { left: box.x, top: box.y, width: box.width, height: box.height };
}

/** Where the site's first view shows a point of the site frame (metres): CSS pixels of the page. */
function inFirstView({ view }: SiteFile, picture: Picture, [x, y, z]: LocalPoint): { x: number; y: number } {
  const unit = (v: number[]) => v.map((one) => one / Math.hypot(...v)) as [number, number, number];
  const forward = unit(view.to.map((one, i) => one - view.from[i]!));
  const right = unit([forward[1], -forward[0], 0]);
  const up = [
    right[1] * forward[2] - right[2] * forward[1],
    right[2] * forward[0] - right[0] * forward[2],
    right[0] * forward[1] - right[1] * forward[0],
  ] as const;
  const seen = [x - view.from[0], y - view.from[1], z - view.from[2]] as const;
  const along = (axis: readonly [number, number, number]) => seen.reduce((sum, one, i) => sum + one * axis[i]!, 0);
  const focalPx = Math.max(picture.width, picture.height) / 2 / Math.tan(FIELD_OF_VIEW / 2);
  return {
    x: picture.left + picture.width / 2 + (along(right) / along(forward)) * focalPx,
    y: picture.top + picture.height / 2 - (along(up) / along(forward)) * focalPx,
  };
}

/** Opposite corners of the box around a building whose sides lie as the first view looks, metres of the site frame. */
function cornersAround(site: SiteFile, code: string): readonly [LocalPoint, LocalPoint] {
  const { from, to } = site.view;
  const bearing = Math.atan2(to[0] - from[0], to[1] - from[1]);
  const [sine, cosine] = [Math.sin(bearing), Math.cos(bearing)];
  const footprint = site.buildings.find((building) => building.code === code)?.footprint ?? [];
  const turned = footprint.map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(site.frame, { longitude, latitude, height: site.frame.height });
    return [x * cosine - y * sine, x * sine + y * cosine] as const;
  });
  const [across, along] = [turned.map(([one]) => one), turned.map(([, one]) => one)];
  const back = (u: number, v: number): LocalPoint => [u * cosine + v * sine, v * cosine - u * sine, 0];
  return [
    back(Math.max(...across) + MARGIN_M, Math.max(...along) + MARGIN_M),
    back(Math.min(...across) - MARGIN_M, Math.min(...along) - MARGIN_M),
  ];
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

const countOf = async (group: Locator) =>
  Number(((await group.locator('b').first().textContent()) ?? '').replace(/\D/g, ''));

/** The result lists the building, at least its homes, and at least the devices inside it. */
async function expectBuilding(page: Page): Promise<void> {
  const buildings = page.getByTestId('area-buildings');
  await expect(buildings.locator(`[data-code="${BUILDING}"]`)).toBeVisible();
  await expect(buildings.locator('[data-code="B01"]')).toHaveCount(0);
  const houses = (await read<HouseRecord[]>('houses.json')).filter(({ building }) => building === BUILDING);
  const devices = (await read<DeviceRecord[]>('devices.json')).filter(({ building }) => building === BUILDING);
  expect(await countOf(page.getByTestId('area-homes'))).toBeGreaterThanOrEqual(houses.length);
  expect(await countOf(page.getByTestId('area-devices'))).toBeGreaterThanOrEqual(devices.length);
}

test('6.4.1-2-6: a box in the scene lists the building inside with its homes and devices; a row opens it', async ({
  page,
  twin,
  misdeeds,
}) => {
  const site = await read<SiteFile>('site.json');
  await signIn(page, twin, '/desk?scale=0.5');
  await sceneReady(page);
  const picture = await pictureOf(page);
  const [far, near] = cornersAround(site, BUILDING).map((corner) => inFirstView(site, picture, corner)) as [
    { x: number; y: number },
    { x: number; y: number },
  ];
  await page.getByTestId('area-box').click();
  await drag(page, far, near);
  await expectBuilding(page);
  await expect(page.getByTestId('area-outline').locator('path').nth(1)).toHaveAttribute('d', /Z/);

  const download = page.waitForEvent('download');
  await page.getByTestId('area-geojson').click();
  const path = await (await download).path();
  const { features } = JSON.parse(await readFile(path, 'utf8'));
  expect(features.map((one: { properties: { code?: string } }) => one.properties.code)).toContain(BUILDING);

  await page.getByTestId('area-buildings').locator(`[data-code="${BUILDING}"]`).click();
  await expect(page.locator(`[data-building="${BUILDING}"]`)).toBeVisible();
  await page.getByTestId('area-close').click();
  await expect(page.getByTestId('area-result')).toHaveCount(0);
  expect(misdeeds.errors).toEqual([]);
});

test('6.4.1-2-6: a box on the map lists the buildings inside', async ({ page, twin }) => {
  await signIn(page, twin, `/desk?scale=0.5&building=${BUILDING}&view=map`);
  await sceneReady(page);
  const { left, top, width, height } = await pictureOf(page);
  await page.getByTestId('area-box').click();
  // The map shows the building with 120 pixels around it.
  await drag(page, { x: left + width - 108, y: top + 104 }, { x: left + 108, y: top + height - 108 });
  await expectBuilding(page);
});

test('6.4.1-8-6: a click on a cluster brings its devices near; a hidden layer hides its devices, also after a reload', async ({
  page,
  twin,
}) => {
  const site = await read<SiteFile>('site.json');
  const devices = await read<DeviceRecord[]>('devices.json');
  await signIn(page, twin, '/desk?scale=0.5');
  await sceneReady(page);
  const inside = devices
    .filter(({ building, storey }) => building === BUILDING && storey !== null)
    .map(({ code, location }) => ({ code, at: geoToLocal(site.frame, location) }))
    .sort((a, b) => a.at[2] - b.at[2]);
  const mean = (axis: 0 | 1) => inside.reduce((sum, { at }) => sum + at[axis], 0) / inside.length;
  const cluster = inFirstView(site, await pictureOf(page), [mean(0), mean(1), inside.at(-1)!.at[2] + OVER_ROOF_M]);
  /** How far apart two of its devices are on screen: the lowest and one half-way up. */
  const apart = async () => {
    const [low, middle] = [inside[0]!, inside[Math.floor(inside.length / 2)]!].map(({ code }) => locate(page, code));
    const [from, to] = [await low, await middle];
    return from && to ? Math.hypot(from.x - to.x, from.y - to.y) : 0;
  };
  const before = await apart();
  await page.mouse.move(cluster.x, cluster.y);
  await expect(page.getByTestId('hover-tip')).toContainText('台设备');
  await page.mouse.click(cluster.x, cluster.y);
  await expect.poll(apart).toBeGreaterThan(before * 1.3);

  // One that is well: what is in alarm stays in sight.
  const fences = devices.filter(({ kind }) => kind === 'pulse-fence-zone').map(({ code }) => code);
  const fence = await page.evaluate((codes) => {
    type Hooks = { twin: { state: { condition(code: string): { state: string } | null } } };
    const { state } = (window as unknown as Hooks).twin;
    return codes.find((code) => state.condition(code)?.state === 'normal') ?? '';
  }, fences);
  await page.getByTestId('home').click();
  await expect.poll(async () => (await locate(page, fence))?.visible).toBe(true);
  await page.getByTestId('layers').click();
  await page.getByTestId('layer-pulse-fence-zone').uncheck();
  await expect.poll(() => locate(page, fence)).toBeNull();
  await page.reload();
  await sceneReady(page);
  expect(await locate(page, fence)).toBeNull();
});
