import { readFile } from 'node:fs/promises';
import type { DeviceRecord } from 'twin-core';
import { test as base, expect, ownTwin, signInByForm, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: somebody who comes for the first time. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

/** What issue and tour promise: from signing in to the day's report. */
const CAMERA = 'FO-06-S1';
const FIVE_MINUTES_MS = 300_000;

const DESK = '/desk?view=map&scale=0.25';

test('6.4.1-8, 6.4.7-1 somebody who has never seen the desk finds a device, reads its value and maintainer, acknowledges an alarm, sends a camera to the wall and takes the day’s report along, in five minutes', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  const devices = await readModels<DeviceRecord[]>('devices.json');
  const station = devices.find(({ kind }) => kind === 'weather-station')!;
  const detector = devices.findLast(({ kind }) => kind === 'smoke-detector')!;
  const persons = await readModels<{ code: string; name: string }[]>('persons.json');
  const begun = Date.now();
  await signInByForm(page, twin, DESK);

  await test.step('an invitation, not a hindrance: five steps, by mouse and by key', async () => {
    await page.getByTestId('tour-start').click();
    const tour = page.getByTestId('tour');
    for (const step of ['search', 'details', 'queue', 'views', 'reports']) {
      await expect(tour).toHaveAttribute('data-step', step);
      await expect(page.locator('[data-tour-now]')).toBeVisible();
      if (step === 'search') await page.getByTestId('tour-next').click();
      else await page.keyboard.press('n');
    }
    await expect(tour).toHaveCount(0);
    await expect(page.getByTestId('tour-invitation')).toHaveCount(0);
  });

  await test.step('finds a device by its name, reads its live value and who maintains it', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('气象站');
    await page.keyboard.press('Enter');
    const panel = page.locator(`[data-device="${station.code}"]`);
    await expect(panel.locator('[data-property="temperatureC"]').getByTestId('value')).toHaveText(/\d.*°C/);
    const maintainer = persons.find(({ code }) => code === station.maintainer)!.name;
    await expect(page.getByTestId('device-extended')).toContainText(maintainer);
  });

  await test.step('acknowledges an alarm', async () => {
    await gateway.publishAsync(
      `twin/jinyang/${detector.code}/observations`,
      JSON.stringify({ time: Date.now() + 600_000, values: { alarm: true, obscurationPctM: 4.2 } }),
      { qos: 1 },
    );
    const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
    await row.getByTestId('acknowledge').click();
    await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');
  });

  await test.step('sends a camera to the wall', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(CAMERA);
    await page.keyboard.press('Enter');
    await page.locator(`[data-device="${CAMERA}"]`).getByTestId('send-to-wall').click();
    await page.getByTestId('director-open').click();
    await expect(page.getByTestId('director').locator(`[data-camera="${CAMERA}"]`)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('takes the report of the day along', async () => {
    await page.locator('[data-tour="portal"]').click();
    await page.getByTestId('open-reports').click();
    await page.getByTestId('choice-period').click();
    await expect(page.getByTestId('period-kinds')).toContainText('感烟报警');
    await expect(page.getByTestId('period-environment')).toContainText(station.name);
    await expect(page.getByTestId('period-open')).toContainText(detector.name.slice(-5));
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('period-csv').click()]);
    expect(download.suggestedFilename()).toMatch(/^report-day-\d{4}-\d\d-\d\d\.csv$/);
    const csv = await readFile(await download.path(), 'utf8');
    for (const part of ['运行日报', '概要与响应用时', '告警分类', '设备健康', '环境', '未结事项'])
      expect(csv).toContain(part);
    expect(csv).toContain('感烟报警');
  });

  expect(Date.now() - begun).toBeLessThan(FIVE_MINUTES_MS);
  expect(misdeeds.errors).toEqual([]);
});

test('the report of a day, a week and a month is read, and printed without what is only for the screen', async ({
  page,
  twin,
}) => {
  await signInByForm(page, twin, '/reports?part=period');
  const sheet = page.getByTestId('period-sheet');
  await expect(sheet).toContainText('运行日报');
  for (const [length, title] of [
    ['week', '运行周报'],
    ['month', '运行月报'],
  ] as const) {
    await page.getByTestId(`choice-${length}`).click();
    await expect(sheet).toContainText(title);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('period-csv')).toBeHidden();
  await expect(sheet).toBeVisible();
  // Paper is white whatever the theme is.
  const ground = sheet.evaluate((element) => getComputedStyle(element).getPropertyValue('--panel').trim());
  expect(await ground).toMatch(/^#f{3,6}$/);
  expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
});

test('help has every key and the tour again; Escape ends it', async ({ page, twin }) => {
  await signInByForm(page, twin, DESK);
  await page.getByTestId('desk').waitFor();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('室内行走');
  await page.getByTestId('help-tour').click();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-step', 'search');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tour')).toHaveCount(0);
});
