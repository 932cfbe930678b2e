import type { Page } from '@playwright/test';
import { expect, signIn, test } from './estate-test.ts';
import { readModels } from './scene-steps.ts';

test.use({ viewport: { width: 1280, height: 720 } });

interface ListedDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly facility: string;
  readonly zone: string | null;
}

const devicesOf = async (isOne: (device: ListedDevice) => boolean) =>
  (await readModels<ListedDevice[]>('devices.json')).filter(isOne);

const open = async (page: Page) => {
  await page.getByTestId('desk').waitFor();
  return { list: page.getByTestId('details'), count: page.getByTestId('list-count') };
};

test('7.2.8-6 the fire facilities are listed by kind and state, and a click on one opens its details', async ({
  page,
  twin,
}) => {
  const all = await devicesOf(({ facility }) => facility === 'fire-facilities');
  const hydrants = all.filter(({ kind }) => kind === 'hydrant');
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const { list, count } = await open(page);
  await page.getByTestId('layers').click();
  await page.getByTestId('choice-devices').click();
  await page.getByTestId('list-fire-facilities').click();
  await expect(count).toHaveText(`${all.length} 台`);
  for (const kind of ['fire-lane-sensor', 'fire-door-monitor', 'fire-tank', 'fire-pump', 'smoke-fan'])
    await expect(list.locator(`[data-chip="${kind}"]`)).toBeVisible();
  await list.locator('[data-chip="hydrant"]').click();
  await expect(count).toHaveText(`${hydrants.length} 台`);
  await list.locator('[data-chip="normal"]').click();
  await expect(page).toHaveURL(/facility=fire-facilities&kind=hydrant&state=normal/);
  const first = list.locator('button[data-code]').first();
  const code = (await first.getAttribute('data-code'))!;
  expect(hydrants.map((hydrant) => hydrant.code)).toContain(code);
  await first.click();
  await expect(page.locator(`[data-device="${code}"]`)).toContainText('水压');
});

test('7.2.11-4 a charging station tells how many of its ports are free, and each of them; a port opens with a click', async ({
  page,
  twin,
}) => {
  const ports = await devicesOf(({ kind, zone }) => kind === 'ebike-charging-port' && zone === 'ZC-02');
  await signIn(page, twin, '/desk?view=map&scale=0.25&zone=ZC-02');
  const { list } = await open(page);
  await expect(list).toContainText('2号充电棚充电区');
  const told = async () => {
    const counts = await list
      .locator('[data-port-state]')
      .evaluateAll((marks) => marks.map((mark) => Number(/(\d+)$/.exec(mark.textContent ?? '')?.[1])));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  await expect.poll(told).toBe(ports.length);
  const row = list.locator(`button[data-code="${ports[0]!.code}"]`);
  await expect(row).toContainText(/空闲|充电中|已充满|已停充|故障/);
  await row.click();
  await expect(page.locator(`[data-device="${ports[0]!.code}"] [data-property="portState"]`)).toBeVisible();
});

test('7.2.5-3 broadcast zones are among the places of the map, each with its loudspeakers', async ({ page, twin }) => {
  const speakers = await devicesOf(({ kind, zone }) => kind === 'broadcast-terminal' && zone === 'ZB-05');
  expect(speakers.length).toBeGreaterThan(0);
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const { list, count } = await open(page);
  await page.getByTestId('places').click();
  await page.getByTestId('place-filter').selectOption('area');
  await page.locator('[data-place="ZB-05"]').click();
  await expect(page).toHaveURL(/zone=ZB-05/);
  await expect(count).toHaveText(`${speakers.length} 台`);
  await expect(list).toContainText(speakers[0]!.name);
});
