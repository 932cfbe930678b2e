import type { Page } from '@playwright/test';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellEvent } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own with a guard, who comes by phone: alarms that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

const PHONE = { width: 360, height: 740 };
/** The desk's map is drawn in software: in few pixels while it is worked with. */
const DESK = { width: 1280, height: 720 };
const LAPTOP = { width: 1440, height: 900 };

/** A page of the guard on a phone, signed in; at a place of the client. */
async function phoneOf(page: Page, twin: TwinProcess, account: string, path: string): Promise<Page> {
  const given = { kind: 'user', name: account, displayName: '保安 老王', role: 'operator' };
  const added = await page.request.post(`${twin.url}/api/v1/accounts`, { data: given });
  expect(added.status(), await added.text()).toBe(201);
  const { secret: password } = (await added.json()) as { secret: string };
  const context = await page.context().browser()!.newContext({ viewport: PHONE, hasTouch: true, locale: 'zh-CN' });
  const phone = await context.newPage();
  expect((await phone.request.post(`${twin.url}/api/v1/session`, { data: { account, password } })).status()).toBe(200);
  await phone.goto(`${twin.url}${path}`);
  return phone;
}

/** Nothing stands out of a phone sideways. */
const fits = async (phone: Page) =>
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);

/** What the camera of a phone hands over: a picture of this page. */
const photo = async (page: Page) => ({ name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot() });

test('8.2.1 an alarm becomes a work order; on a phone its owner takes it over, adds a photo and says it is done; the desk shows it', async ({
  page,
  twin,
  gateway,
}) => {
  await page.setViewportSize(DESK);
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const phone = await phoneOf(page, twin, 'laowang', '/orders?show=mine');
  await expect(phone.getByTestId('orders-page')).toContainText('没有派给我的工单');
  const fence = (await readModels<{ code: string; name: string; kind: string; zone: string }[]>('devices.json')).find(
    ({ kind, zone }) => kind === 'pulse-fence-zone' && zone === 'Z-W07',
  )!;
  await tellEvent(gateway, fence.code, 'perimeter.intrusion', { cause: 'touch' });
  const row = page.getByTestId('queue-row').filter({ hasText: fence.name });
  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${await row.getAttribute('data-alarm')}"]`);
  await card.getByTestId('give-order').click();
  await page.getByTestId('order-title').fill('修复西围墙脉冲线');
  await page.getByTestId('order-owner').selectOption({ label: '保安 老王' });
  await page.screenshot({ path: test.info().outputPath('new-order.png') });
  await page.getByTestId('dialog-submit').click();
  const onCard = card.getByTestId('subject-orders').locator('[data-order]');
  await expect(onCard).toContainText('修复西围墙脉冲线');
  await expect(onCard).toContainText('待处理');

  // It comes to the phone by itself.
  const listed = phone.getByTestId('orders').locator('[data-order]');
  await expect(listed).toHaveCount(1);
  await phone.screenshot({ path: test.info().outputPath('phone-list.png') });
  await fits(phone);
  await listed.getByRole('link').click();
  await phone.getByTestId('order-take').click();
  const state = phone.getByTestId('order').getByTestId('order-state');
  await expect(state).toHaveAttribute('data-state', 'inProgress');
  await phone.getByTestId('order-comment-text').fill('断线一处，已接好并测试');
  await phone.getByTestId('photo-file').setInputFiles(await photo(page));
  await expect(phone.getByTestId('order-photos').locator('img')).toHaveJSProperty('complete', true);
  await expect(phone.getByTestId('order-comment-text')).toHaveValue('断线一处，已接好并测试');
  await phone.screenshot({ path: test.info().outputPath('phone-order.png') });
  await fits(phone);
  await phone.getByTestId('order-done').click();
  await expect(phone.getByTestId('order-log').locator('[data-step="done"]')).toContainText('断线一处，已接好并测试');

  await expect(onCard).toContainText('已完成');
  await page.screenshot({ path: test.info().outputPath('desk-card.png') });
  await onCard.getByRole('link').click();
  await page.setViewportSize(LAPTOP);
  await expect(page.getByTestId('order-photos').locator('img')).toBeVisible();
  await expect(page.getByTestId('order-owner-name')).toHaveText('保安 老王');
  await page.screenshot({ path: test.info().outputPath('desk-order.png') });
  await page.getByTestId('order-close').click();
  await expect(page.getByTestId('order').getByTestId('order-state')).toHaveAttribute('data-state', 'closed');
  await expect(state).toHaveAttribute('data-state', 'closed');
  await phone.context().close();
});

test('8.2.1-7 a round is declared at the desk and walked on a phone; what was found becomes an order with its photo, and the figures tell it', async ({
  page,
  twin,
  misdeeds,
}) => {
  await page.setViewportSize(LAPTOP);
  await signIn(page, twin, '/orders?tab=rounds');
  await page.getByTestId('round-new').click();
  await page.getByTestId('round-name').fill('地下车库消防周检');
  for (const point of ['FA-05-17-03', '地下一层泵房']) {
    await page.getByTestId('round-point').fill(point);
    await page.getByTestId('round-add-point').click();
  }
  await expect(page.getByTestId('round-points').locator('li')).toHaveCount(2);
  await page.getByTestId('dialog-submit').click();
  const round = page.getByTestId('rounds').locator('[data-round]');
  await expect(round).toContainText('今天到期');

  const phone = await phoneOf(page, twin, 'laoli', '/orders?tab=rounds');
  await phone.getByTestId('walk-start').click();
  const stop = (at: number) => phone.locator(`[data-point="${at}"]`);
  await expect(stop(0)).toContainText('5号楼');
  await stop(0).getByTestId('point-ok').click();
  await expect(stop(0)).toHaveAttribute('data-result', 'ok');
  await stop(1).getByTestId('point-finding').click();
  await stop(1).getByTestId('finding-faulty').click();
  await stop(1).getByTestId('finding-note').fill('水泵不启动');
  await phone.screenshot({ path: test.info().outputPath('phone-finding.png') });
  await fits(phone);
  await stop(1).getByTestId('finding-store').click();
  await stop(1)
    .getByTestId('photo-file')
    .setInputFiles(await photo(page));
  await expect(stop(1).locator('img')).toBeVisible();
  await stop(1).getByTestId('point-open-order').click();
  await expect(stop(1).getByTestId('point-order')).toContainText('已派工单');
  await phone.screenshot({ path: test.info().outputPath('phone-walk.png') });
  await phone.getByTestId('walk-finish').click();
  await expect(phone.getByTestId('walk')).toContainText('按时');
  await stop(1).getByTestId('point-order').click();
  await expect(phone.getByTestId('order')).toContainText('故障: 水泵不启动');
  await expect(phone.getByTestId('order-photos').locator('img')).toBeVisible();
  await phone.context().close();

  await page.reload();
  await expect(page.getByTestId('figures-findings')).toHaveText('1');
  await expect(round).toHaveAttribute('data-standing', 'later');
  await page.screenshot({ path: test.info().outputPath('desk-rounds.png') });
  expect(misdeeds.errors).toEqual([]);
});
