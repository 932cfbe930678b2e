import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from './estate-test.ts';
import { DESK_SIZE } from './page-sizes.ts';

test('7.2.4-5, 7.2.16-2: a fork of what was, a rule and a post that are otherwise, what differs on the map and in a file', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  await page.setViewportSize(DESK_SIZE);
  for (const alarm of [true, false])
    await gateway.publishAsync(
      'twin/jinyang/FA-05-17-05/observations',
      JSON.stringify({ time: Date.now(), values: { alarm } }),
      { qos: 1 },
    );
  await signIn(page, twin, '/drill?part=what-if');
  await expect(page.getByTestId('what-if')).toBeVisible();
  // From before the server began until now; nothing is changed: both courses are one.
  await page.getByTestId('what-if-length').selectOption('240');
  await page.getByTestId('what-if-run').click();
  await expect(page.getByTestId('figure-courses')).toHaveText('两条经过一致', { timeout: 60_000 });
  await expect(page.getByTestId('figure-record')).toHaveText('完全一致');

  await page.getByTestId('what-if-rule').fill('fire.smoke');
  await page.getByTestId('what-if-rule-option').first().click();
  await page.getByTestId('what-if-enabled').selectOption('no');
  await page.getByTestId('what-if-add').click();
  await page.getByTestId('choice-post').click();
  await page.getByTestId('what-if-post-name').fill('岗亭');
  await page.getByTestId('what-if-place').click();
  await expect(page.locator('[data-ready="true"]:visible')).toHaveCount(1, { timeout: 120_000 });
  await page.getByTestId('what-if-map').click();
  await page.getByTestId('what-if-add').click();
  await expect(page.getByTestId('what-if-changes').locator('li')).toHaveCount(2);
  await page.getByTestId('what-if-run').click();
  await expect(page.getByTestId('figure-courses')).toHaveText('两条经过不同', { timeout: 60_000 });
  const lost = page.locator('[data-kind="lost"][data-device="FA-05-17-05"]');
  await expect(lost).toContainText('17层走廊');
  await expect(page.getByTestId('what-if-map')).not.toHaveAttribute('data-marks', '0');
  await lost.click();
  const download = page.waitForEvent('download');
  await page.getByTestId('what-if-csv').click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('FA-05-17-05');
  expect(misdeeds.errors).toEqual([]);
});
