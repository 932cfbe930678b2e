import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellEvent } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: alarms that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

test('E6.1.8-2 an alarm is passed to the street office, which confirms its receipt and replies; the centre sees both', async ({
  page,
  twin,
  gateway,
  browser,
}) => {
  const fence = (await readModels<{ code: string; name: string; kind: string; zone: string }[]>('devices.json')).find(
    ({ kind, zone }) => kind === 'pulse-fence-zone' && zone === 'Z-W07',
  )!;
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const account = { kind: 'user', name: 'street-office', displayName: '平阳路街道办', role: 'partner' };
  const added = await page.request.post(`${twin.url}/api/v1/accounts`, { data: account });
  expect(added.status(), await added.text()).toBe(201);
  const { secret } = (await added.json()) as { secret: string };
  await page.reload();
  await tellEvent(gateway, fence.code, 'perimeter.intrusion', { cause: 'touch' });
  const row = page.getByTestId('queue-row').filter({ hasText: fence.name });
  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${await row.getAttribute('data-alarm')}"]`);
  await card.locator('summary').filter({ hasText: '更多' }).click();
  await card.getByTestId('action-refer').click();
  await page.getByTestId('reason').fill('有人翻越西围墙，请派人协助');
  await page.getByTestId('dialog-submit').click();
  await expect(card.getByTestId('referral')).toContainText('未签收');

  const theirs = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
  await theirs.goto(twin.url);
  await theirs.getByTestId('account').fill(account.name);
  await theirs.getByTestId('password').fill(secret);
  await theirs.getByTestId('submit').click();
  const passed = theirs.getByTestId('partner').locator('li');
  await expect(passed).toHaveCount(1);
  await expect(passed).toContainText('有人翻越西围墙，请派人协助');
  await passed.getByTestId('receive').click();
  await expect(card.getByTestId('referral')).toContainText('平阳路街道办 已签收');
  await passed.getByTestId('reply').fill('已派网格员到场');
  await passed.getByTestId('send-reply').click();
  await expect(passed).toContainText('已派网格员到场');
  await expect(card.getByTestId('referral')).toContainText('已派网格员到场');
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await theirs.context().close();
});
