import { expect, signIn, test } from './estate-test.ts';
import { DESK_SIZE, expectToFit } from './page-sizes.ts';

test('4.2.8: administrators watch rates, queues, times by stage and checks live; what is refused is counted by reason', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await signIn(page, twin, '/');
  await page.getByTestId('open-operations').click();
  await expect(page).toHaveURL(/\/admin\/operations$/);
  const body = page.getByTestId('operations');
  // Every check of /readyz, each said to be ok.
  const checks = page.locator('[data-check]');
  await expect(checks).toHaveCount(5);
  for (const check of await checks.all()) await expect(check).toContainText('正常');
  // The simulator's messages: a rate above zero, and a time for every stage.
  await expect(page.getByTestId('now-mqtt')).toHaveText(/^[1-9]/);
  await expect(page.locator('[data-stage]')).toHaveCount(4);
  for (const stage of await page.locator('[data-stage] td:nth-child(3)').all())
    await expect(stage).toHaveText(/\d.* m?s$/);
  const before = Number(await body.getAttribute('data-samples'));
  await expect.poll(async () => Number(await body.getAttribute('data-samples'))).toBeGreaterThan(before);
  // A message that cannot be taken shows by its reason.
  await gateway.publishAsync('twin/jinyang/NOBODY/observations', '{"time":1,"values":{}}', { qos: 1 });
  await expect(page.locator('[data-reason="device"] b')).toHaveText('1');
  await expectToFit(page, body, 'the page');
  await page.getByTestId('language').click();
  await expect(page.locator('[data-check="journal"]')).toContainText('Journal');
  expect(misdeeds.errors).toEqual([]);
});

test('4.2.8: a check that fails says why, and an answer that stays away is said to be old', async ({ page, twin }) => {
  await page.setViewportSize(DESK_SIZE);
  // The answer of the server with one check changed: a disk cannot be filled for a test.
  let failing = false;
  await page.route('**/api/v1/operations/metrics', async (route) => {
    if (failing) return route.abort();
    const response = await route.fetch();
    const report = await response.json();
    return route.fulfill({
      response,
      json: { ...report, checks: { ...report.checks, disk: '12 MB free, 256 needed' } },
    });
  });
  await signIn(page, twin, '/admin/operations');
  await expect(page.locator('[data-check="disk"]')).toContainText('12 MB free');
  failing = true;
  await expect(page.getByRole('alert')).toContainText('服务器没有回答');
});

test('8.2.1-5, 8.2.1-6: the operation log says when, who and what; it is searched and exported; what is kept is set by role', async ({
  page,
  twin,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await signIn(page, twin, '/admin/operations?part=log');
  const policy = page.getByTestId('audit-policies').locator('[data-role="viewer"]');
  await expect(policy).toHaveAttribute('data-keeps', 'changes');
  await policy.getByTestId('choice-changesAndReads').click();
  await expect(policy).toHaveAttribute('data-keeps', 'changesAndReads');
  await page.reload();
  await expect(policy).toHaveAttribute('data-keeps', 'changesAndReads');
  const lines = page.getByTestId('audit').locator('tbody tr');
  const change = lines.filter({ hasText: 'audit.policy' }).first();
  await expect(change).toContainText('admin');
  await expect(change).toContainText('更改');
  await expect(change).toContainText('viewer');
  // One that nobody may do, by a viewer, and one it may: both are found.
  const viewer = { kind: 'user', name: 'looker', role: 'viewer' };
  const added = await page.request.post(`${twin.url}/api/v1/accounts`, { data: viewer });
  const { secret: password } = (await added.json()) as { secret: string };
  const other = await page.context().browser()!.newContext();
  await other.request.post(`${twin.url}/api/v1/session`, { data: { account: 'looker', password } });
  await other.request.get(`${twin.url}/api/v1/devices/VP-04`);
  await other.request.get(`${twin.url}/api/v1/audit`);
  await other.close();
  await page.getByTestId('audit-account').fill('looker');
  await page.reload();
  await page.getByTestId('audit-account').fill('looker');
  await page.getByTestId('audit-find').click();
  await expect(lines.filter({ hasText: 'devices.read' })).toContainText('/api/v1/devices/VP-04');
  await page.getByTestId('audit-result').selectOption('refused');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('audit.read');
  await page.screenshot({ path: test.info().outputPath('log.png') });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('audit-export').click()]);
  expect(file.suggestedFilename()).toMatch(/^运维日志-.*\.csv$/);
  await expectToFit(page, page.getByTestId('operations-log'), 'the page');
});
