import { expect, signIn, test } from './estate-test.ts';
import { DESK_SIZE, expectToFit } from './page-sizes.ts';

test('8.2.1-7: systems are inspected by plan and at once; the rooms are filled in by hand; a finding becomes a work order', async ({
  page,
  twin,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await signIn(page, twin, '/orders?tab=systems');
  const body = page.getByTestId('systems');
  await expect(page.getByTestId('systems-plan')).toContainText('每 1 天 07:00');
  await page.getByTestId('systems-plan-change').click();
  await page.getByTestId('systems-days').fill('2');
  await page.getByTestId('dialog-submit').click();
  await expect(page.getByTestId('systems-plan')).toContainText('每 2 天 07:00');
  const asked = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByTestId('systems-run').click();
  const { number } = (await (await asked).json()) as { number: number };
  const report = page.getByTestId('system-report');
  await expect(body).toContainText(`第 ${number} 次巡检`);
  for (const check of ['server.load', 'storage.free', 'desktop.screens', 'application.notReady', 'database.size'])
    await expect(report.locator(`[data-check="${check}"]`)).toBeVisible();
  await expect(report.locator('[data-check="database.size"]')).toContainText('GB');
  await page.getByTestId('systems-rooms').click();
  const climate = page.locator('[data-point="climate"]');
  await climate.getByTestId('choice-bad').click();
  await expect(page.getByTestId('dialog-submit')).toBeDisabled();
  await climate.getByLabel('说明').fill('空调停机');
  // Another inspection ends meanwhile, as the plan may bring one at any time: what is being filled in stays, and belongs to its report.
  const beside = await page.request.post(`${twin.url}/api/v1/system-inspections`, { data: {} });
  expect(beside.status()).toBe(201);
  await expect(page.getByTestId('system-reports')).toContainText(`第 ${number + 1} 次巡检`);
  await page.getByTestId('dialog-submit').click();
  const finding = report.locator('[data-check="climate"]');
  await expect(finding).toHaveAttribute('data-verdict', 'bad');
  await expect(finding).toContainText('空调停机');
  await expect(
    page.getByTestId('system-reports').locator('tbody tr', { hasText: `第 ${number} 次巡检` }),
  ).toContainText('项问题');
  await page.getByTestId('systems-order-climate').click();
  await expect(page.getByTestId('order-title')).toHaveValue(/温湿度与空调 空调停机/);
  await page.getByTestId('order-place').fill('监控中心机房');
  await page.getByTestId('dialog-submit').click();
  // More than a page of them: the older ones come when they are asked for.
  const [lines, more] = [page.getByTestId('system-reports').locator('tbody tr'), page.getByTestId('systems-more')];
  await expect(more).toHaveCount(0);
  for (let i = 0; i < 20; i++) await page.request.post(`${twin.url}/api/v1/system-inspections`, { data: {} });
  await more.click();
  await expect(lines.last()).toContainText('第 1 次巡检');
  await expect(more).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('systems.png') });
  await expectToFit(page, body, 'the page');
  await page.goto(`${twin.url}/orders`);
  await expect(page.getByTestId('orders-page')).toContainText('温湿度与空调 空调停机');
});
