import type { Page } from '@playwright/test';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: what is replayed is what this file did. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

const instantOf = async (page: Page) =>
  Date.parse((await page.getByTestId('course-time').getAttribute('dateTime')) ?? '');

/** One event on or back, once the page shows where that is, epoch ms. */
async function step(page: Page, direction: 'forward' | 'back'): Promise<number> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/step'));
  await page.getByTestId(`replay-${direction}`).click();
  const { at } = (await (await answered).json()) as { at: number };
  await expect.poll(() => instantOf(page)).toBe(at);
  return at;
}

test('7.2.4-5, 7.2.16-2 a fire that was handled live is replayed on the living scene: from before it at 8×, event by event, with the live alarms beside it', async ({
  page,
  twin,
  gateway,
}) => {
  const devices =
    await readModels<{ code: string; name: string; kind: string; building: string | null }[]>('devices.json');
  const detector = devices.filter(({ kind, building }) => kind === 'smoke-detector' && building !== null).at(-1)!;
  const observe = (device: string) =>
    gateway.publishAsync(
      `twin/jinyang/${device}/observations`,
      JSON.stringify({ time: Date.now() + 600_000, values: { alarm: true, obscurationPctM: 4.2 } }),
      { qos: 1 },
    );
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  await page.getByTestId('desk').waitFor();
  await observe(detector.code);
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await row.locator('[data-queue-row]').click();
  const id = (await row.getAttribute('data-alarm')) ?? '';
  const card = page.locator(`[data-alarm-card="${id}"]`);
  await card.getByTestId('action-acknowledge').click();
  await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');

  await card.getByTestId('replay-alarm').click();
  const banner = page.getByTestId('course-banner');
  await expect(banner).toContainText('回放');
  await expect(page.getByTestId('replay-bar')).toBeVisible();
  await expect(page.getByTestId('replay-speed')).toHaveValue('8');
  expect(await instantOf(page)).toBeLessThan(Date.now());
  // It plays on to the alarm, as it was when it came: nobody has acknowledged it yet.
  const replayed = page.locator(`[data-testid="queue-row"][data-alarm="${id}"]`);
  await expect(replayed).toBeVisible({ timeout: 60_000 });
  await page.getByTestId('replay-play').click();

  // A minute back it was not there; forward event by event it is raised, then acknowledged. What came before is an event away too.
  const line = page.getByRole('slider', { name: '回放位置' });
  await line.focus();
  await page.keyboard.press('PageDown');
  await expect(replayed).toHaveCount(0);
  let acknowledged = 0;
  for (let i = 0; i < 60; i++) {
    acknowledged = await step(page, 'forward');
    if (((await replayed.count()) > 0 && (await replayed.textContent())?.includes('系统管理员')) ?? false) break;
  }
  await expect(replayed).toContainText('系统管理员');
  expect(await step(page, 'back')).toBeLessThan(acknowledged);
  // Nothing can be done in it.
  await replayed.locator('[data-queue-row]').click();
  const then = page.locator(`[data-alarm-card="${id}"]`);
  await expect(then).toBeVisible();
  await expect(then.locator('[data-testid^="action-"]')).toHaveCount(0);

  // What happens live meanwhile is counted beside it, one click away.
  const other = devices.filter(({ kind, building }) => kind === 'smoke-detector' && building !== null).at(-40)!;
  await observe(other.code);
  await expect(page.getByTestId('live-raised')).toBeVisible();
  await page.getByTestId('replay-mark-label').evaluate((field) => field.closest('details')!.setAttribute('open', ''));
  await page.getByTestId('replay-mark-label').fill('烟感报警');
  await page.getByTestId('replay-mark').click();
  await expect(page.getByTestId('replay-marks')).toContainText('烟感报警');
  await page.getByTestId('back-to-live-site').click();
  await expect(page.getByTestId('queue-row').filter({ hasText: other.name })).toBeVisible();
});
