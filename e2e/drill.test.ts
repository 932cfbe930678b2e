import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: what is trained is what this file recorded. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1600, height: 900 } });

test('8.1.2-11, E4.3.4 an alarm that was handled becomes a drill: another person runs it, no command goes out, the report comes out', async ({
  page,
  browser,
  twin,
  gateway,
}) => {
  const devices = await readModels<{ code: string; name: string; kind: string }[]>('devices.json');
  const detector = devices.filter(({ kind }) => kind === 'smoke-detector').at(-1)!;
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const made = await page.request.post(`${twin.url}/api/v1/accounts`, {
    data: { kind: 'user', name: 'trainee', displayName: 'trainee', role: 'operator' },
  });
  const { secret } = await made.json();
  await gateway.publishAsync(
    `twin/jinyang/${detector.code}/observations`,
    JSON.stringify({ time: Date.now(), values: { alarm: true, obscurationPctM: 6 } }),
    { qos: 1 },
  );
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await row.locator('[data-queue-row]').click();
  const recorded = (await row.getAttribute('data-alarm')) ?? '';
  const card = page.locator(`[data-alarm-card="${recorded}"]`);
  await card.getByTestId('action-acknowledge').click();
  await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');
  await card.getByTestId('drill-alarm').click();
  await page.getByTestId('drills-seed').fill('7');
  // The simulator's own alarms would pause it.
  await page.getByTestId('choice-tell').click();
  await page.getByTestId('drills-prepare').click();
  await expect(page.getByTestId('course-banner')).toContainText('演练');
  const state = page.getByTestId('drill-state');
  await expect(state).toHaveAttribute('data-paused', 'ready');

  // Another person joins; then it begins.
  const theirs = await (
    await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'zh-CN' })
  ).newPage();
  await theirs.request.post(`${twin.url}/api/v1/session`, { data: { account: 'trainee', password: secret } });
  await theirs.goto(`${twin.url}/drill?part=drills&view=map&scale=0.25`);
  await theirs.getByTestId('open-drill-1').click();
  await theirs.getByTestId('drill-join').click();
  await expect(page.getByTestId('drill-people')).toContainText('trainee');
  await page.getByTestId('drill-resume').click();
  await expect(theirs.getByTestId('drill-state')).toHaveAttribute('data-paused', 'no');
  await expect(theirs.getByTestId('drill-steps')).toHaveCount(0);
  const drilled = theirs.getByTestId('queue-row').filter({ hasText: detector.name });
  await expect(drilled).toBeVisible({ timeout: 30_000 });
  await drilled.locator('[data-queue-row]').click();
  const drilledId = (await drilled.getAttribute('data-alarm')) ?? '';
  expect(drilledId).not.toBe(recorded);
  const drilledCard = theirs.locator(`[data-alarm-card="${drilledId}"]`);
  await drilledCard.getByTestId('action-acknowledge').click();
  await theirs.getByTestId('drill-words').fill('现场未见火情');
  await theirs.getByTestId('drill-say').click();

  // The leader sees it ticked, in time or late by how fast this machine draws two scenes, and the same in words.
  await expect(
    page.getByTestId('drill-steps').locator('[data-result="inTime"], [data-result="late"]').first(),
  ).toBeVisible();
  await expect(page.getByTestId('drill-entries')).toContainText('现场未见火情');
  // With its last step it is over, for everybody.
  await drilledCard.getByTestId('procedure').getByTestId('answer-noFire').click();
  await expect(page.getByTestId('drill-over')).toContainText('得分');
  await expect(theirs.getByTestId('drill-over')).toBeVisible();
  const [report] = await Promise.all([page.waitForEvent('popup'), page.getByTestId('drill-report').click()]);
  await expect(report.locator('h1')).toContainText('演练总结报告');
  await expect(report.locator('body')).toContainText('现场未见火情');
  await expect(report.locator('body')).toContainText('trainee');
  // Nothing of it happened to the real alarm.
  const real = await (await page.request.get(`${twin.url}/api/v1/alarms/${recorded}`)).json();
  expect(Object.keys(real.steps)).toEqual([]);

  // A scenario with a device that is not there is told by its line.
  await page.getByTestId('course').waitFor();
  await page.goto(`${twin.url}/drill?part=scenarios`);
  await page.getByTestId('scenario-falling-object').click();
  await expect(page.getByTestId('scenario-injects')).toContainText('7号楼南侧高空抛物摄像机');
  await page.getByTestId('scenario-duplicate').click();
  const text = page.getByTestId('scenario-text');
  await expect(text).toHaveValue(/code: falling-object-copy/);
  await text.fill((await text.inputValue()).replaceAll('FO-07-S1', 'FO-99'));
  await expect(page.getByTestId('scenario-faults')).toContainText('本小区没有设备 FO-99');
  await expect(page.getByTestId('scenario-save')).toBeDisabled();
});
