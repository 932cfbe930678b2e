import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { test as base, expect, signIn, TWIN_SCOPE } from './estate-test.ts';
import { TwinProcess } from './twin-process.ts';

const SECRET = 'a-secret-that-nobody-reads-again';

interface Receiver {
  readonly url: string;
  readonly heard: string[];
}

/** On a server of its own that may tell this machine of alarms, with somebody there who listens. */
const test = base.extend<object, { readonly twin: TwinProcess; readonly receiver: Receiver }>({
  twin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const twin = await TwinProcess.create(undefined, { TWIN_NOTIFY_HOSTS: '127.0.0.1' });
      await use(twin);
      await twin.remove();
    },
    TWIN_SCOPE,
  ],
  receiver: [
    // biome-ignore lint/correctness/noEmptyPattern: the same
    async ({}, use) => {
      const heard: string[] = [];
      const server: Server = createServer((request, response) => {
        request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
        request.on('end', () => response.end());
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`, heard });
      server.close();
    },
    TWIN_SCOPE,
  ],
});

test.use({ viewport: { width: 1366, height: 768 } });

/** What an address of the API says to the session of the page. */
const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (address) => (await fetch(`/api/v1${address}`)).json(), path);

/** A WAV file of so many seconds without a sound: PCM, 8 kHz, one channel, 8 bit. */
function silence(seconds: number): Buffer {
  const rate = 8_000;
  const size = rate * seconds;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(size, 40);
  return Buffer.concat([header, Buffer.alloc(size, 128)]);
}

/** Nothing of the page stands out at the side. */
async function fits(page: Page): Promise<void> {
  const spill = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
  expect(spill).toBeLessThanOrEqual(0);
}

test('7.2.13-2 the delay of an alarm kind is changed on its page and read back; a wrong one is said at its field; who comes second is told and loads what stands', async ({
  page,
  twin,
  misdeeds,
}) => {
  await signIn(page, twin, '/');
  await page.getByTestId('open-settings').click();
  await expect(page.getByTestId('settings-rules')).toBeVisible();
  await page.getByTestId('rules-find').fill('env.noise');
  await page.locator('[data-rule="env.noise"] button').press('Enter');
  const delay = page.getByTestId('rule-onDelayMs');
  await expect(delay).toHaveAttribute('placeholder', '60');
  await fits(page);

  await delay.fill('-5');
  await page.getByTestId('rule-save').click();
  await expect(page.getByTestId('fault')).toHaveText('太小：应不小于 0');
  await delay.fill('90');
  await delay.press('Enter');
  const row = page.locator('[data-rule="env.noise"]');
  await expect(row).toContainText('90 秒');
  await expect(row).toContainText('已修改');
  const { items } = await read<{ items: { code: string; settings: unknown }[] }>(page, '/alarm-rules');
  expect(items.find(({ code }) => code === 'env.noise')?.settings).toEqual({ onDelayMs: 90_000 });

  // Somebody else is faster.
  await page.request.put(`${twin.url}/api/v1/alarm-rules/env.noise`, { data: { onDelayMs: 30_000 } });
  await delay.fill('120');
  await page.getByTestId('rule-save').click();
  await expect(page.getByTestId('save-told')).toContainText('别人已经改了它');
  await page.getByTestId('reload').click();
  await expect(delay).toHaveValue('30');
  await page.getByTestId('rule-reset').click();
  await expect(row).toContainText('按声明');
  // The refusals above are what the browser complains of.
  misdeeds.errors.splice(0);
});

test('7.2.4-1, 7.2.4-5, E6.1.4-2 a fence zone is disarmed by its schedule and armed by hand, its log says by whom, and the whole boundary is covered', async ({
  page,
  twin,
  misdeeds,
}) => {
  await signIn(page, twin, '/settings?part=arming');
  await expect(page.getByTestId('uncovered')).toHaveText('0 m');
  const row = page.locator('[data-zone="Z-E03"]');
  await expect(row).toHaveAttribute('data-state', 'armed');
  await row.click();
  await fits(page);

  await page.getByTestId('arm-mode').selectOption('clock');
  await page.getByTestId('arm-schedule').getByRole('button', { name: '移除时段' }).click();
  await page.getByTestId('schedule-save').click();
  const log = page.getByTestId('arm-log').locator('li');
  await expect(row).toHaveAttribute('data-state', 'disarmed');
  await expect(log.first()).toContainText('撤防');
  await expect(log.first()).toContainText('按布防时间');

  await page.getByTestId('arm').click();
  await expect(row).toHaveAttribute('data-state', 'armed');
  await expect(log.first()).toContainText('布防');
  await expect(log.first()).toContainText('系统管理员');

  // To disarm is asked twice.
  await page.getByTestId('disarm').click();
  await expect(page.getByTestId('disarm')).toHaveText('确认撤防');
  await page.getByTestId('disarm').click();
  await expect(row).toHaveAttribute('data-state', 'disarmed');
  await expect(page.getByTestId('armed-zones')).toHaveText('31');

  await page.getByTestId('add-period').click();
  await page.getByTestId('arm-from-0').fill('21:30');
  await page.getByTestId('schedule-save').click();
  await expect(row).toContainText('每天 21:30–次日 06:00');
  await page.reload();
  await expect(row).toContainText('每天 21:30–次日 06:00');
  expect(misdeeds.errors).toEqual([]);
});

test('7.2.5-1, 7.2.5-4 a text is spoken into a zone and told as playing by its level, an emergency above it; what is played by the clock is declared', async ({
  page,
  twin,
  misdeeds,
}) => {
  await signIn(page, twin, '/settings?part=broadcast');
  const playing = page.getByTestId('now-playing').locator('[data-session]');
  const form = page.getByTestId('speak-form');
  await form.getByTestId('speak-text').fill('请将车辆移至停车区');
  await form.locator('[data-place="ZB-M"]').check();
  await form.getByTestId('speak').click();
  // The demonstration's own alarms are heard too.
  const prompt = playing.filter({ hasText: '请将车辆移至停车区' });
  await expect(prompt).toContainText('中区室外广播分区');
  await expect(prompt).toContainText('系统管理员');
  await expect(prompt).toHaveAttribute('data-level', 'prompt');
  await fits(page);

  // Above a prompt it is asked twice.
  await form.getByTestId('speak-level').selectOption('accident');
  await form.getByTestId('speak-text').fill('发生险情，请撤离');
  await form.getByTestId('speak').click();
  await form.getByTestId('speak').click();
  const accident = playing.filter({ hasText: '发生险情，请撤离' });
  await expect(accident).toHaveAttribute('data-level', 'accident');
  await expect(accident).toHaveAttribute('data-sounding', '8');
  await accident.getByTestId('broadcast-stop').click();
  await expect(accident).toHaveCount(0);
  const history = page.getByTestId('broadcast-history').locator('tbody tr');
  await expect(history.filter({ hasText: '发生险情，请撤离' })).toContainText('事故');

  // A recording is brought, and can be scheduled; what is none is refused.
  await page
    .getByTestId('recording-file')
    .setInputFiles({ name: 'words.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no sound') });
  await expect(page.getByTestId('toast').filter({ hasText: '不是可以播放的' })).toBeVisible();
  await page
    .getByTestId('recording-file')
    .setInputFiles({ name: '钟声.wav', mimeType: 'audio/wav', buffer: silence(2) });
  await expect(page.getByTestId('recordings')).toContainText('钟声.wav · 0:02');

  await page.getByTestId('schedule-new').click();
  const schedule = page.getByTestId('schedule-form');
  await schedule.getByTestId('schedule-name').fill('早间提示');
  await schedule.getByTestId('schedule-sound').selectOption('file');
  await schedule.getByTestId('schedule-file').selectOption({ label: '钟声.wav · 0:02' });
  await schedule.getByTestId('schedule-save').click();
  await expect(schedule.getByTestId('fault')).toHaveText('请至少选择一个');
  await schedule.locator('[data-place="ZB-M"]').check();
  await schedule.getByTestId('schedule-save').click();
  await expect(page.locator('[data-schedule="BS-01"]')).toContainText(/钟声.wav .*每天 08:00/);
  misdeeds.errors.splice(0);
});

test('7.2.7-2 a webhook is declared with its secret, tried, and its secret is never shown again', async ({
  page,
  twin,
  receiver,
  misdeeds,
}) => {
  await signIn(page, twin, '/settings?part=receivers');
  await expect(page.getByTestId('call-list')).toBeVisible();
  const form = page.getByTestId('receiver-form');
  await form.getByTestId('receiver-id').fill('STREET');
  await form.getByTestId('receiver-name').fill('街道平台');
  await form.getByTestId('receiver-url').fill('http://elsewhere.example/');
  await form.getByTestId('receiver-secret').fill(SECRET);
  await form.getByTestId('receiver-save').click();
  await expect(form.getByTestId('fault')).toContainText('elsewhere.example 不在');
  await form.getByTestId('receiver-url').fill(receiver.url);
  await form.getByTestId('receiver-save').click();
  await expect(page.locator('[data-receiver="STREET"]')).toContainText('街道平台');
  await expect(form.getByTestId('receiver-secret')).toHaveValue('');
  await expect(form.getByTestId('receiver-secret')).toHaveAttribute('placeholder', /已设置/);
  await fits(page);

  await form.getByTestId('receiver-test').click();
  await expect(page.getByTestId('receiver-tested')).toHaveText('测试消息已送达');
  expect(receiver.heard.join('')).toContain('"test":true');
  // Changed without its secret, it keeps it.
  await form.getByTestId('receiver-name').fill('街道值守平台');
  await form.getByTestId('receiver-save').click();
  await expect(page.locator('[data-receiver="STREET"]')).toContainText('街道值守平台');
  await form.getByTestId('receiver-test').click();
  await expect(page.getByTestId('receiver-tested')).toHaveText('测试消息已送达');
  expect(JSON.stringify(await read(page, '/receivers'))).not.toContain(SECRET);
  expect(await page.content()).not.toContain(SECRET);
  misdeeds.errors.splice(0);
});
