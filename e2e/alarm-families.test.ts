import type { Locator, Page } from '@playwright/test';
import { FRAME_PX, fallTrack } from '../twin-demo/src/simulator/incidents/fall-track.ts';
import { test as base, expect, locate, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellEvent, tellValues } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: alarms that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

// A desk's least size, drawn at a quarter of the resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

interface ListedDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly zone: string | null;
}

/** The row of an open alarm of a device by its name, and the card that opens with it. */
async function openCard(page: Page, name: string): Promise<{ row: Locator; card: Locator; id: string }> {
  const row = page.getByTestId('queue-row').filter({ hasText: name });
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('data-alarm')) ?? '';
  await row.locator('[data-queue-row]').click();
  return { row, card: page.locator(`[data-alarm-card="${id}"]`), id };
}

/** Answers steps of the procedure one after the other. */
async function answer(card: Locator, steps: readonly (readonly [step: string, answer: string])[]): Promise<void> {
  for (const [step, said] of steps) {
    const line = card.locator(`[data-step="${step}"]`);
    await line.getByTestId(`answer-${said}`).click();
    await expect(line).toHaveAttribute('data-done', 'true');
  }
}

/** What a linked action of the alarm became of. */
const actionOf = (card: Locator, kind: string) => card.getByTestId('linked-actions').locator(`[data-action="${kind}"]`);

test('7.2.4, 7.2.4-1, 7.2.4-2, 7.2.4-3, 7.2.4-4, 7.2.4-5, 7.2.4-6, E6.1.4-1, E6.1.4-4 one intrusion from message to closed case: three evidences, the zone flashing, siren, light and pictures by themselves, dealt with, reported, found again', async ({
  page,
  twin,
  gateway,
}) => {
  const devices = await readModels<ListedDevice[]>('devices.json');
  // The zone that the simulator's own intruder does not climb into.
  const zone = 'Z-W07';
  const [fence, beam, camera] = ['pulse-fence-zone', 'infrared-beam', 'perimeter-analytics'].map(
    (kind) => devices.find((device) => device.zone === zone && device.kind === kind)!,
  ) as [ListedDevice, ListedDevice, ListedDevice];
  await signIn(page, twin, '/desk?scale=0.25');
  await sceneReady(page);
  const coverage = await (await page.request.get(`${twin.url}/api/v1/perimeter/coverage`)).json();
  expect(coverage.uncoveredM, 'no blind areas').toBe(0);
  await tellEvent(gateway, fence.code, 'perimeter.intrusion', { cause: 'touch', lineVoltageKv: 4.2 });
  const { row, card, id } = await openCard(page, fence.name);
  await expect(card.getByTestId('evidence')).toContainText('触网');
  await tellEvent(gateway, beam.code, 'perimeter.intrusion', { cause: 'beam', brokenMs: 640 });
  await tellEvent(gateway, camera.code, 'perimeter.intrusion', { object: 'person', confidence: 0.93 });
  await expect(row.getByTestId('unfold')).toHaveAttribute('data-members', '2');
  await expect(card.getByTestId('members')).toContainText(beam.name);
  await expect(card.getByTestId('members')).toContainText(camera.name);
  await expect(page.locator(`svg [data-code="${zone}"] polyline`)).toBeVisible();

  await expect(actionOf(card, 'command').filter({ hasText: '声光' })).toHaveAttribute('data-ok', 'true');
  await expect(actionOf(card, 'openCamera')).toHaveAttribute('data-ok', 'true');
  await expect(actionOf(card, 'broadcast')).toHaveAttribute('data-ok', 'true');
  await expect(card.getByTestId('linked-actions').locator('[data-ok="pending"]')).toHaveCount(0);

  // The camera went there, and a click on the symbol opens the same.
  await sceneReady(page);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect.poll(async () => (await locate(page, fence.code))?.visible ?? false).toBe(true);
  const symbol = (await locate(page, fence.code))!;
  await page.mouse.click(symbol.x, symbol.y);
  await expect(card).toBeVisible();
  for (const told of ['周界入侵', id, '触网']) await expect(card).toContainText(told);
  await expect(page.getByTestId('device-panel')).toContainText(fence.name);
  await row.locator('[data-queue-row]').click();

  await card.getByTestId('action-acknowledge').click();
  await answer(card, [
    ['video', 'person'],
    ['dispatch', 'done'],
    ['outcome', 'sentAway'],
  ]);
  for (const each of [fence, beam, camera])
    await tellEvent(gateway, each.code, 'perimeter.intrusion', { active: false });
  await expect(row).toHaveCount(0);
  const closed = page.getByTestId('details');
  for (const told of ['确认 · 系统管理员', '派最近的保安到现场 · 系统管理员', '劝离', '关闭'])
    await expect(closed).toContainText(told);
  const found = await page.request.get(
    `${twin.url}/api/v1/alarms?zone=${zone}&case=closed&from=${Date.now() - 600_000}&facility=perimeter`,
  );
  expect(((await found.json()) as { items: { id: string }[] }).items.map((alarm) => alarm.id)).toContain(id);
});

test('7.2.16-2, 7.2.16-3, E6.1.13-2 one falling object from message to closed case: pushed with its estimate of the storey, loudspeaker told, pictures kept, evidence checked by a person', async ({
  page,
  twin,
  gateway,
}) => {
  const camera = (await readModels<ListedDevice[]>('devices.json'))
    .filter(({ kind }) => kind === 'falling-object-camera')
    .at(-1)!;
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  await page.getByTestId('desk').waitFor();
  await tellEvent(gateway, camera.code, 'fallingObject.detected', {
    trackPx: fallTrack({ fromM: 28.6, asideM: 2.2, southM: 9.6, driftMps: -0.3, outMps: 1.6, terminalMps: 30 }),
    framePx: FRAME_PX,
    storeyEstimate: 10,
    storeySigma: 1,
    confidence: 0.88,
  });
  const { row, card, id } = await openCard(page, camera.name);
  await expect(card.getByTestId('evidence')).toContainText('估计楼层 10 ± 1 层');
  await expect(card.getByTestId('evidence')).toContainText('置信度 88%');
  await expect(actionOf(card, 'broadcast')).toHaveAttribute('data-ok', 'true');
  await expect(actionOf(card, 'openCamera')).toHaveAttribute('data-ok', 'true');
  await expect(card.getByTestId('linked-actions').locator('[data-ok="pending"]')).toHaveCount(0);
  await card.getByTestId('action-acknowledge').click();
  await answer(card, [['injured', 'no']]);
  await expect(card.getByTestId('alarm-clips')).toBeVisible({ timeout: 90_000 });
  await answer(card, [
    ['evidence', 'done'],
    ['site', 'done'],
  ]);
  await expect(row).toHaveCount(0);
  await expect(page.getByTestId('details')).toContainText('核对轨迹、截图和录像已保存 · 系统管理员');
  const kept = await (await page.request.get(`${twin.url}/api/v1/alarms/${id}`)).json();
  expect(kept).toMatchObject({ case: 'closed', zone: camera.zone });
});

test('6.3.4, 7.2.11, 7.2.11-1, 7.2.11-2, 7.2.11-3, 7.2.11-4, E6.1.9-1, E6.1.9-2 one charger fire from message to closed case: the port stops by itself and answers, its figures are live, and another is stopped by hand', async ({
  page,
  twin,
  gateway,
}) => {
  const ports = (await readModels<ListedDevice[]>('devices.json')).filter(({ kind }) => kind === 'ebike-charging-port');
  const [port, other] = [ports.at(-1)!, ports.at(-2)!];
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  await page.getByTestId('desk').waitFor();
  const charging = { portState: 'charging', voltageV: 221, currentA: 1.6, powerW: 352, elapsedS: 1800 };
  await tellValues(gateway, port.code, { ...charging, temperatureC: 76 });
  const { row, card } = await openCard(page, port.name);
  const stopped = actionOf(card, 'command');
  await expect(stopped).toHaveAttribute('data-ok', 'true');
  await expect(stopped).toContainText('停止充电');
  await expect(card.getByTestId('linked-actions').locator('[data-ok="pending"]')).toHaveCount(0);
  const panel = page.locator(`[data-device="${port.code}"]`);
  for (const figure of ['221', '1.6', '352', '76']) await expect(panel).toContainText(figure);

  await card.getByTestId('action-acknowledge').click();
  await answer(card, [
    ['stopped', 'off'],
    ['look', 'none'],
  ]);
  await tellValues(gateway, port.code, { temperatureC: 31, portState: 'stopped', currentA: 0, powerW: 0 });
  await expect(row).toHaveCount(0);

  await page.goto(`${twin.url}/desk?view=map&scale=0.25&device=${other.code}`);
  await page.getByTestId('nearest-port').click();
  await expect(page, '7.2.11-4: the nearest idle port').toHaveURL(/device=(CH|EV)-/);
  await page.goBack();
  await page.locator(`[data-device="${other.code}"] [data-command="stopPort"]`).click();
  await page.getByTestId('dialog-submit').click();
  await expect(page.getByTestId('command-log').locator('li').first()).toHaveAttribute('data-ok', 'true');
  await expect(page.getByTestId('command-log')).toContainText('停止充电');
  await expect(page.locator('[data-property="portState"]'), '6.3.4: what it did is seen').toContainText('已停充');
  await tellEvent(gateway, other.code, 'charging.sessionStarted', { session: 'E2E-1', by: 'miniProgram' });
  const session = page.getByTestId('charging-sessions').locator('[data-session="E2E-1"]');
  await expect(session).toContainText('小程序');
  await expect(session).toContainText('未支付');
  await tellEvent(gateway, other.code, 'charging.sessionPaid', {
    session: 'E2E-1',
    channel: 'wechat',
    amountYuan: 1.8,
  });
  await expect(session).toContainText('微信支付 · 1.80 元');
});

test('7.2.9, 7.2.10-2 an e-bike in a lift is on the screen with the picture that came with it, and is told by voice', async ({
  page,
  twin,
  gateway,
}) => {
  const camera = (await readModels<ListedDevice[]>('devices.json'))
    .filter(({ kind }) => kind === 'ebike-lift-camera')
    .at(-1)!;
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  await page.getByTestId('desk').waitFor();
  const snapshot =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAwZ8C9QAAAABJRU5ErkJggg==';
  const data = { place: 'lift', confidence: 0.94, snapshot, voicePrompted: true, liftHeld: true };
  await tellEvent(gateway, camera.code, 'ebike.inBuilding', data);
  const { card } = await openCard(page, camera.name);
  await expect(card.getByTestId('evidence-picture')).toHaveAttribute('src', snapshot);
  for (const told of ['置信度 94%', '已语音劝阻', '电梯已阻止关门'])
    await expect(card.getByTestId('evidence')).toContainText(told);
  await expect(card.getByTestId('linked-actions').locator('[data-ok="pending"]')).toHaveCount(0);
});
