import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { DeviceRecord } from 'twin-core';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: ledgers are written. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

const DESK = '/desk?view=map&scale=0.25';

const saved = async (page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

test('8.2.1-4, 6.4.1-8-6 devices are listed by facility, building, storey, state and state as an asset, and saved as they are listed', async ({
  page,
  twin,
}) => {
  const devices = await readModels<DeviceRecord[]>('devices.json');
  const here = devices.filter(({ building, storey }) => building === 'B05' && storey === '17F');
  const fire = here.filter(({ facility }) => facility === 'fire-alarm');
  const broken = fire[0]!;
  await signIn(page, twin, DESK);
  const entered = await page.request.post(`${twin.url}/api/v1/devices/${broken.code}/ledger`, {
    data: { step: 'repair', day: '2026-11-20', note: '送修' },
  });
  expect(entered.status(), await entered.text()).toBe(201);
  await page.goto(`${twin.url}${DESK}&building=B05&storey=17F`);
  await page.getByTestId('building-devices').click();
  const count = page.getByTestId('list-count');
  await expect(count).toHaveText(`${here.length} 台`);
  await page.getByTestId('filter-facility').selectOption('fire-alarm');
  await expect(count).toHaveText(`${fire.length} 台`);
  await expect(page).toHaveURL(/facility=fire-alarm&at=B05&storey=17F/);
  await page.getByTestId('filter-asset').selectOption('repair');
  await expect(count).toHaveText('1 台');
  await expect(page.getByTestId('details').locator(`[data-code="${broken.code}"]`)).toContainText('维修');
  const { name, bytes } = await saved(page, () => page.getByTestId('list-csv').click());
  expect(name).toBe('devices.csv');
  const lines = bytes.toString().split('\r\n');
  expect(lines[0]).toBe('\uFEFF编号,名称,类别,系统,建筑,楼层,状态,资产状态,经度,纬度,最近上报');
  expect(lines.length).toBe(3);
  expect(lines[1]).toContain(`${broken.code},${broken.name}`);
  expect(lines[1]).toContain('5号楼,17F');
  expect(lines[1]).toContain('维修');
  await page.getByTestId('filter-asset').selectOption('retired');
  await expect(page.getByTestId('details')).toContainText('没有这样的设备');
  await page.getByTestId('filter-reset').click();
  await expect(count).toHaveText(`${devices.length} 台`);
});

test('the alarm queue is saved as it is filtered', async ({ page, twin, gateway }) => {
  const detector = (await readModels<DeviceRecord[]>('devices.json')).findLast(
    ({ kind }) => kind === 'smoke-detector',
  )!;
  await signIn(page, twin, DESK);
  await gateway.publishAsync(
    `twin/jinyang/${detector.code}/observations`,
    JSON.stringify({ time: Date.now() + 600_000, values: { alarm: true, obscurationPctM: 4.2 } }),
    { qos: 1 },
  );
  await expect(page.getByTestId('queue-row').filter({ hasText: detector.name })).toBeVisible();
  await page.locator('[data-family="fire-alarm"]').click();
  const { bytes } = await saved(page, () => page.getByTestId('queue-csv').click());
  const rows = bytes.toString().trim().split('\r\n').slice(1);
  expect(rows.some((row) => row.includes(detector.code) && row.includes('感烟报警'))).toBe(true);
  expect(rows.every((row) => row.includes('火灾报警'))).toBe(true);
});

test('6.4.7-1 one box finds by code, by name and by pinyin initials', async ({ page, twin }) => {
  await signIn(page, twin, DESK);
  const box = page.getByTestId('search');
  const found = page.getByTestId('search-results');
  await box.fill('3hl');
  await expect(found.locator('[data-group="buildings"]')).toContainText('3号楼');
  await box.fill('zxld');
  await expect(found.locator('[data-group="devices"]')).toContainText('中心绿地气象站');
  await box.fill('EN-WX-01');
  await expect(found.locator('[data-group="devices"]')).toContainText('中心绿地气象站');
  await box.fill('气象站');
  await box.press('Enter');
  await expect(page.locator('[data-device="EN-WX-01"]')).toBeVisible();
  await box.fill('qqqxyz');
  await expect(found).toContainText('拼音首字母');
});

test('6.4.1-8 charts of several devices lie over each other, over a chosen time, and are saved as CSV and as a picture', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, `${DESK}&device=EN-AIR-01`);
  const value = page.locator('[data-property="pm25"]');
  await expect(value.getByTestId('value')).toHaveText(/\d/);
  await value.getByRole('button').first().click();
  const picture = await saved(page, () => value.getByTestId('chart-png').click());
  expect(picture.name).toMatch(/^EN-AIR-01-pm25-\d+h\.png$/);
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.bytes.length).toBeGreaterThan(5_000);
  await value.getByTestId('compare').click();
  const chart = page.getByTestId('compare-chart');
  await expect(chart).toHaveAttribute('data-lines', '1');
  await page.getByTestId('compare-offers').getByRole('button').first().click();
  await expect(chart).toHaveAttribute('data-lines', '2');
  await page.getByRole('dialog').getByTestId('choice-1').click();
  await expect(chart).toHaveAttribute('data-hours', '1');
  await expect(page.getByTestId('compare-legend').locator('li')).toHaveCount(2);
  await page.screenshot({ path: test.info().outputPath('compare.png') });
  const file = await saved(page, () => page.getByRole('dialog').getByTestId('chart-csv').click());
  const heads = file.bytes.toString().split('\r\n')[0]!;
  expect(heads).toMatch(/^\uFEFF时间,.*PM2\.5 平均/);
  expect(heads.split(',').length).toBe(7);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
