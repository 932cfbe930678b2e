import { expect, signIn, test } from './estate-test.ts';
import { DESK_SIZE, expectToFit } from './page-sizes.ts';

test('7.2.10-2, 7.2.4-5: what was recorded is counted by time and kind, judged, played back through a changed rule, and saved as a file', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await gateway.publishAsync(
    'twin/jinyang/FA-05-17-05/observations',
    JSON.stringify({ time: Date.now(), values: { alarm: true } }),
    { qos: 1 },
  );
  await signIn(page, twin, '/');
  await page.getByTestId('open-reports').click();
  await expect(page).toHaveURL(/\/reports$/);
  await expect(page.getByTestId('figure-alarms')).toHaveText(/^[1-9]/);
  await expect(page.getByTestId('bar-chart')).toBeVisible();
  await expect(page.getByTestId('statistics-groups')).toContainText('感烟报警');
  await page.getByTestId('choice-device').click();
  await expect(page.getByTestId('statistics-groups')).toContainText('17层走廊');
  // The file is the whole list of that time.
  const href = await page.getByTestId('alarms-file').getAttribute('href');
  const file = await page.request.get(`${twin.url}${href}`);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect((await file.text()).startsWith('\uFEFF编号,')).toBe(true);
  expect(await file.text()).toContain('FA-05-17-05');

  await page.getByTestId('choice-metrics').click();
  await expect(page.getByTestId('figure-current')).toHaveText(/^[1-9]/);
  await expect(page.getByTestId('top-sources')).toContainText('感烟报警');

  await page.getByTestId('choice-rationalisation').click();
  await page.getByTestId('rule-code').selectOption('fire.smoke');
  await page.getByTestId('choice-day').click();
  await page.getByTestId('rule-onDelayS').fill('3600');
  await page.getByTestId('rule-run').click();
  await expect(page.getByTestId('figure-replayed')).toHaveText(/^[1-9]/);
  await expect(page.getByTestId('figure-changed')).toHaveText('0');
  await expect(page.getByTestId('rationalisation-devices')).toContainText('17层走廊');

  for (const part of ['statistics', 'metrics', 'rationalisation', 'handover']) {
    await page.goto(`${twin.url}/reports?part=${part}`);
    const body = page.getByTestId(`reports-${part}`);
    await expect(body).toBeVisible();
    await expectToFit(page, body, part);
  }
  await page.getByTestId('language').click();
  await expect(page.getByTestId('choice-handover')).toHaveText('Handover');
  expect(misdeeds.errors).toEqual([]);
});

test('WALL handover: one person writes, another signs by a session of their own, and both stand on the sheet', async ({
  page,
  twin,
  browser,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await signIn(page, twin, '/reports?part=handover');
  await expect(page.getByTestId('handover-sheet')).toContainText('交接班单');
  await page.getByTestId('handover-notes').fill('5号楼 17F 探测器待复查');
  await page.getByTestId('hand-over').click();
  await expect(page.getByTestId('toast')).toContainText('等待接班人签收');
  await expect(page.getByTestId('sign-handover')).toHaveCount(0);

  const account = await page.request.post(`${twin.url}/api/v1/accounts`, {
    data: {
      kind: 'user',
      name: 'nightshift',
      displayName: '夜班 李',
      role: 'operator',
      password: 'a-password-for-night',
    },
  });
  expect(account.status(), await account.text()).toBe(201);
  const context = await browser.newContext({ viewport: DESK_SIZE, locale: 'zh-CN' });
  const night = await context.newPage();
  const session = await night.request.post(`${twin.url}/api/v1/session`, {
    data: { account: 'nightshift', password: 'a-password-for-night' },
  });
  expect(session.status()).toBe(200);
  await night.goto(`${twin.url}/reports?part=handover`);
  await night.getByTestId('sign-handover').click();
  await expect(night.getByTestId('toast')).toContainText('已签收接班');
  await expect(night.getByTestId('sign-handover')).toHaveCount(0);
  await night.getByTestId('handovers').getByRole('button').first().click();
  await expect(night.getByText('5号楼 17F 探测器待复查')).toBeVisible();
  await expect(night.getByText(/夜班 李 于 .* 接班/).first()).toBeVisible();
  await context.close();
});
