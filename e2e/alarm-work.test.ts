import { type Locator, type Page, request } from '@playwright/test';
import type { MqttClient } from 'mqtt';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

interface Operator {
  readonly account: string;
  readonly secret: string;
}

/** On a server of its own with a second operator: alarms that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess; readonly operator: Operator }>({
  twin: [ownTwin(), TWIN_SCOPE],
  operator: [
    async ({ twin }, use) => {
      const told = await twin.command('account', 'add', 'wang', '--role', 'operator', '--json');
      await use(JSON.parse(told.trim().split('\n').at(-1) ?? '{}') as Operator);
    },
    TWIN_SCOPE,
  ],
});

// A desk's least size, drawn at a quarter of the resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

/** The map and its alarms, without the three-dimensional scene: what is worked on is beside it. */
const DESK = '/desk?view=map&scale=0.25';

/** More stops than a desk has from one end to the other. */
const MOST_TABS = 250;

const report = (gateway: MqttClient, device: string, alarm: boolean) => {
  // Ten minutes ahead, and later each time: what the simulator says of the detector meanwhile is older.
  const time = Date.now() + 600_000;
  const values = { alarm, obscurationPctM: alarm ? 4.2 : 0.1 };
  return gateway.publishAsync(`twin/jinyang/${device}/observations`, JSON.stringify({ time, values }), { qos: 1 });
};

/** A smoke detector in a building, counted from the end: the simulator's own fires are elsewhere. */
async function smokeDetector(fromEnd: number): Promise<{ code: string; name: string }> {
  const devices =
    await readModels<{ code: string; name: string; kind: string; building: string | null }[]>('devices.json');
  const found = devices.filter(({ kind, building }) => kind === 'smoke-detector' && building !== null).at(-fromEnd);
  if (!found) throw new Error('the estate has no smoke detectors');
  return found;
}

test('7.2.7, 7.2.7-2, 7.2.7-5 one fire from message to closed case: it comes by itself with its linked actions, and closes when its source is normal and its procedure done', async ({
  page,
  twin,
  gateway,
  operator,
}) => {
  expect(operator.account).toBe('wang');
  const detector = await smokeDetector(1);
  await signIn(page, twin, DESK);
  await page.getByTestId('desk').waitFor();
  await report(gateway, detector.code, true);
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('data-alarm')) ?? '';

  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${id}"]`);
  const keeps = card.getByTestId('keeps-open');
  await expect(keeps).toHaveText('尚未关闭：探测源报警中；未确认；待办步骤 以最快方式现场确认');
  // Each linked action is there, and says how it went.
  const actions = card.getByTestId('linked-actions').locator('[data-action]');
  await expect(actions.filter({ hasText: '打开附近摄像机' })).toHaveCount(1);
  await expect(card.getByTestId('linked-actions')).toContainText('广播（事故）');
  await expect(card.getByTestId('linked-actions').locator('[data-ok="pending"]')).toHaveCount(0);

  // 7.2.7-5: what helps is named with its distance.
  await expect(page.getByTestId('nearby').locator('[data-help="hydrant"]').first()).toContainText('消火栓');

  // It is latched: that its source is normal does not end it before somebody has seen it.
  await report(gateway, detector.code, false);
  await expect(card.getByTestId('latched')).toContainText('锁存：探测源');
  await expect(keeps).toHaveText('尚未关闭：未确认；待办步骤 以最快方式现场确认');
  await card.getByTestId('action-acknowledge').click();
  await expect(keeps).toHaveText('尚未关闭：待办步骤 以最快方式现场确认');
  await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');
  const step = (name: string) => card.locator(`[data-step="${name}"]`);
  // What was answered decides which steps follow.
  await step('confirm').getByTestId('answer-noFire').click();
  await expect(step('cause')).toBeVisible();
  await expect(step('call119')).toHaveCount(0);
  await step('confirm').getByRole('button', { name: '更改' }).click();
  await step('confirm').getByTestId('add-note').click();
  await step('confirm').getByTestId('step-note').fill('保安到场，楼道有明火');
  await step('confirm').getByTestId('answer-fire').click();
  await expect(step('confirm')).toContainText('确认火情 · 系统管理员');
  await expect(step('cause')).toHaveCount(0);
  await expect(keeps).toHaveText(/^尚未关闭：待办步骤 消防联动控制转入自动、拨打 119 报警、/);
  for (const name of ['linkage', 'call119', 'evacuate']) {
    await step(name).getByTestId('answer-done').click();
    await expect(step(name)).toHaveAttribute('data-done', 'true');
  }
  await expect(keeps).toHaveText('尚未关闭：待办步骤 报告单位负责人');
  await step('report').getByTestId('answer-done').click();

  // Nothing is left: it closes by itself, and its whole life is on record.
  await expect(row).toHaveCount(0);
  const closed = page.getByTestId('details');
  await expect(closed).toContainText(`告警 ${id} 已经关闭`);
  for (const told of [
    '联动：广播（事故）',
    '确认 · 系统管理员',
    '保安到场，楼道有明火',
    '拨打 119 报警 · 系统管理员',
    '恢复正常',
    '关闭',
  ])
    await expect(closed).toContainText(told);
});

test('7.2.7-3 a false alarm is cleared by reason and second confirmation, stays on record as one, and the detector\u2019s own latch is told apart; of two operators the second hears who was first and loses nothing', async ({
  page,
  twin,
  gateway,
  operator,
}) => {
  const detector = await smokeDetector(2);
  await signIn(page, twin, DESK);
  await page.getByTestId('desk').waitFor();
  await report(gateway, detector.code, true);
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('data-alarm')) ?? '';
  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${id}"]`);
  await card.getByTestId('action-dismiss').click();
  await page.getByTestId('reason').fill('厨房油烟，现场无火情');
  await page.getByTestId('dialog-submit').click();

  // Between the two confirmations another operator is faster.
  const other = await request.newContext({ baseURL: twin.url });
  const { account, secret } = operator;
  expect((await other.post('/api/v1/session', { data: { account, password: secret } })).status()).toBe(200);
  const dismissed = await other.post(`/api/v1/alarms/${id}/dismiss`, { data: { reason: '误触发', confirm: true } });
  expect(dismissed.status()).toBe(200);
  await expect(card).toContainText('误报');
  await page.getByTestId('dialog-submit').click();
  const problem = page.getByTestId('dialog-problem');
  await expect(problem).toContainText('已经记为误报');
  await expect(problem).toContainText(account);
  await expect(page.getByRole('dialog')).toContainText('厨房油烟，现场无火情');
  await page.keyboard.press('Escape');

  // The case is dealt with; what the detector says itself is another matter.
  await expect(card.getByTestId('keeps-open')).toHaveText('尚未关闭：误报已记录，探测器自身仍在报警，待复位');
  await report(gateway, detector.code, false);
  await expect(row).toHaveCount(0);
  await expect(page.getByTestId('false-alarm')).toBeVisible();
  await expect(page.getByTestId('details')).toContainText(`误报 · ${account} · 误触发`);
  const kept = await (await other.get(`/api/v1/alarms/${id}`)).json();
  expect(kept).toMatchObject({ falseAlarm: true, case: 'closed' });
  await other.dispose();
});

/** Goes on by Tab until something has the focus, as who has no pointer does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by ${MOST_TABS} tabs: ${wanted}`);
}

test('WCAG 2.1.1: the whole alarm flow by keyboard alone: signing in, finding it, acknowledging, its procedure with a note, and who is told', async ({
  page,
  twin,
  gateway,
}) => {
  const detector = await smokeDetector(3);
  await page.goto(`${twin.url}${DESK}`);
  const press = async (wanted: Locator) => {
    await tabTo(page, wanted);
    await page.keyboard.press('Enter');
  };
  await tabTo(page, page.getByTestId('account'));
  await page.keyboard.type('admin');
  await tabTo(page, page.getByTestId('password'));
  await page.keyboard.type(twin.password);
  await page.keyboard.press('Enter');
  await page.getByTestId('desk').waitFor();
  await report(gateway, detector.code, true);
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('data-alarm')) ?? '';
  await press(row.locator('[data-queue-row]'));
  const card = page.locator(`[data-alarm-card="${id}"]`);
  await press(card.getByTestId('action-acknowledge'));
  await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');
  const step = (name: string) => card.locator(`[data-step="${name}"]`);
  await press(step('confirm').getByTestId('add-note'));
  await tabTo(page, step('confirm').getByTestId('step-note'));
  await page.keyboard.type('现场无火，厨房油烟');
  await press(step('confirm').getByTestId('answer-noFire'));
  await expect(step('confirm')).toHaveAttribute('data-done', 'true');
  await press(card.getByTestId('give-order'));
  const dialog = page.getByRole('dialog');
  await tabTo(page, page.getByTestId('order-title'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('清洗探测器');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(card.getByTestId('subject-orders')).toContainText('清洗探测器');
  await report(gateway, detector.code, false);
  await press(step('cause').locator('button[data-testid^="answer-"]').first());
  await expect(row).toHaveCount(0);
  await expect(page.getByTestId('details')).toContainText(`告警 ${id} 已经关闭`);
});
