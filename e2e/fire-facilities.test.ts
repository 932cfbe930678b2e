import type { Page } from '@playwright/test';
import { test as base, expect, locate, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellValues } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: delays of its rules are taken away. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

interface ListedDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly zone: string | null;
  readonly storey: string | null;
}

async function withoutDelay(page: Page, { url }: TwinProcess, rule: string): Promise<void> {
  const reply = await page.request.put(`${url}/api/v1/alarm-rules/${rule}`, { data: { onDelayMs: 0, offDelayMs: 0 } });
  expect(reply.status(), await reply.text()).toBe(200);
}

test('7.2.8-1 a blocked fire lane lights up, its loudspeaker speaks, the centre gets alarm and snapshot; it ends with the lane free', async ({
  page,
  twin,
  gateway,
}) => {
  const sensor = (await readModels<ListedDevice[]>('devices.json')).find(({ kind }) => kind === 'fire-lane-sensor')!;
  await signIn(page, twin, '/desk?scale=0.25');
  await withoutDelay(page, twin, 'fireLane.occupied');
  await sceneReady(page);
  // What cameras keep is of the alarm's own time: the first word is of now.
  await tellValues(gateway, sensor.code, { occupied: true, occupiedForS: 1 }, 0);
  await tellValues(gateway, sensor.code, { occupied: true, occupiedForS: 2 });
  const row = page.getByTestId('queue-row').filter({ hasText: sensor.name });
  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${await row.getAttribute('data-alarm')}"]`);
  const lane = page.locator(`svg [data-code="${sensor.zone}"] polyline`);
  await expect(lane).toBeVisible();
  const color = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--p2').trim());
  await expect(lane, 'in the color of its priority').toHaveAttribute('stroke', color);
  const actions = card.getByTestId('linked-actions');
  await expect(actions.locator('[data-action="broadcast"]')).toHaveAttribute('data-ok', 'true');
  await expect(actions.locator('[data-action="openCamera"]')).toHaveAttribute('data-ok', 'true');
  await expect(card.getByTestId('alarm-clips').locator('img').first()).toBeVisible({ timeout: 90_000 });
  await card.getByTestId('action-acknowledge').click();
  await tellValues(gateway, sensor.code, { occupied: false, occupiedForS: 0 });
  await expect(row).toHaveCount(0);
  await expect(lane).toHaveCount(0);
  await expect(page.getByTestId('details')).toContainText('恢复正常');
});

test('7.2.8-2 a fire door left open alarms at the door on its storey, until it is shut', async ({
  page,
  twin,
  gateway,
}) => {
  const door = (await readModels<ListedDevice[]>('devices.json')).find(
    ({ kind, storey }) => kind === 'fire-door-monitor' && storey !== null,
  )!;
  await signIn(page, twin, '/desk?scale=0.25');
  await withoutDelay(page, twin, 'fireDoor.abnormalOpen');
  await sceneReady(page);
  await tellValues(gateway, door.code, { open: true, openForS: 1 });
  const row = page.getByTestId('queue-row').filter({ hasText: door.name });
  await row.locator('[data-queue-row]').click();
  await sceneReady(page);
  await expect.poll(async () => (await locate(page, door.code))?.visible ?? false).toBe(true);
  await expect(page.getByTestId('device-panel')).toContainText(door.name);
  await page
    .locator(`[data-alarm-card="${await row.getAttribute('data-alarm')}"]`)
    .getByTestId('action-acknowledge')
    .click();
  await tellValues(gateway, door.code, { open: false, openForS: 0 });
  await expect(row).toHaveCount(0);
});
