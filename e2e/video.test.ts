import type { Page } from '@playwright/test';
import { test as base, expect, locate, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';

/** A server of this file's own: alarms are acknowledged here that others count. */
const test = base.extend<object, object>({ twin: [ownTwin(), TWIN_SCOPE] });
test.describe.configure({ timeout: 240_000 });
// A desk's least size: below it the tools lie over the scene.
test.use({ viewport: { width: 1280, height: 720 } });

const tiles = (page: Page, condition?: string) =>
  page.locator(`[data-testid="video-tile"]${condition ? `[data-condition="${condition}"]` : ''}`);
const codesOf = (page: Page) =>
  tiles(page).evaluateAll((all) => all.map((tile) => (tile as HTMLElement).dataset.camera));

async function json<T>(page: Page, url: string): Promise<T> {
  const response = await page.request.get(url);
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()) as T;
}

test('7.2.10-3 7.2.4-2 7.2.4-3 7.2.4-4 7.2.7-2 7.2.16-3 the wall by itself: nine live tiles, those of the most urgent alarm first, the flight to it, and its sound', async ({
  page,
  twin,
  misdeeds: _,
}) => {
  // Every tone is an oscillator that starts.
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) {
      document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1);
      start.call(this, at);
    };
  });
  await signIn(page, twin, '/wall?scale=0.25');
  await expect(tiles(page, 'live')).toHaveCount(9, { timeout: 180_000 });
  const ofAlarm = page.locator('[data-alarm]').first();
  await expect(ofAlarm).toBeVisible();
  const sound = page.getByTestId('sound');
  // Some browsers want a click before a page may sound.
  if ((await sound.getAttribute('data-state')) === 'blocked') await sound.click();
  for (const state of ['on', 'off']) {
    await expect(sound).toHaveAttribute('data-state', state);
    await sound.click();
  }
  await expect(sound).toHaveAttribute('data-state', 'on');
  // Alarms come and go while one reads: queue and tile are read together until they agree.
  await expect(async () => {
    const ids = await page
      .getByTestId('queue-row')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.alarm));
    const alarms = await Promise.all(
      ids.map((id) => json<{ device: string; priority: number }>(page, `${twin.url}/api/v1/alarms/${id}`)),
    );
    const urgent = alarms.filter(({ priority }) => priority === 1);
    const cameras = await Promise.all(
      urgent.map(({ device }) =>
        json<{ items: { code: string }[] }>(page, `${twin.url}/api/v1/cameras?device=${device}`),
      ),
    );
    const [first] = await codesOf(page);
    expect(cameras.map(({ items }) => items[0]?.code)).toContain(first);
  }).toPass({ timeout: 60_000 });
  const tones = () => page.evaluate(() => Number(document.documentElement.dataset.tones ?? 0));
  const heard = await tones();
  await expect.poll(tones, 'sounded again while nobody acknowledges').toBeGreaterThan(heard);
  // The view went to the alarm that is on top, and stays there.
  const shows = async () => {
    const top = await page.getByTestId('queue-row').first().getAttribute('data-alarm');
    const { device } = await json<{ device: string }>(page, `${twin.url}/api/v1/alarms/${top}`);
    return (await locate(page, device))?.visible ?? false;
  };
  await expect.poll(shows, { timeout: 90_000 }).toBe(true);
});

test('7.2.10-4 7.2.4-4 E6.1.4-3 a camera that is clicked in the twin shows its live picture and turns; its last minutes are played by time', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, '/desk?scale=0.25&device=VP-04');
  await sceneReady(page);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('camera-panel')).toHaveCount(0);
  const at = (await locate(page, 'VP-04'))!;
  await page.mouse.click(at.x, at.y);
  await expect(page.getByTestId('camera-panel')).toBeVisible();
  await expect(tiles(page, 'live')).toHaveCount(1, { timeout: 60_000 });
  const snapshot = async () => (await page.request.get(`${twin.url}/api/v1/cameras/VP-04/live/snapshot`)).body();
  const before = await snapshot();
  await page.locator('[data-ptz="right"]').click();
  await expect(async () => expect((await snapshot()).equals(before)).toBe(false)).toPass({ timeout: 20_000 });
  await page.getByTestId('time-line').focus();
  await page.keyboard.press('Home');
  const recorded = page.locator('[data-testid="recorded-picture"] video');
  await expect(recorded).toBeVisible();
  await expect
    .poll(() => recorded.evaluate((video) => (video as HTMLVideoElement).currentTime), { timeout: 60_000 })
    .toBeGreaterThan(0.2);
  await page.getByTestId('back-to-live').click();
  await expect(tiles(page, 'live')).toHaveCount(1, { timeout: 60_000 });
  // 7.2.4-4: a stream that fails says so over its last picture, and comes back by itself.
  const stream = '**/cameras/VP-04/live/**';
  await page.route(stream, (route) => route.abort());
  await expect(tiles(page).getByRole('status')).toContainText('最后画面', { timeout: 60_000 });
  await page.unroute(stream);
  await expect(tiles(page, 'live')).toHaveCount(1, { timeout: 90_000 });
  await page.getByTestId('look-through').click();
  // Who looks through a camera does not see its symbol.
  await expect.poll(async () => (await locate(page, 'VP-04'))?.visible ?? false).toBe(false);
  await sceneReady(page);
});

test('7.2.16-2 an alarm keeps a clip from before to after it, and a picture, shown with it', async ({ page, twin }) => {
  await signIn(page, twin, '/desk?scale=0.25');
  type Clip = { kind: string; from: number; to: number; fault: string | null; address: string };
  let [id, clips]: [string, Clip[]] = ['', []];
  await expect(async () => {
    const alarms = `${twin.url}/api/v1/alarms?facility=perimeter`;
    const { items } = await json<{ items: { id: string; code: string }[] }>(page, alarms);
    id = items.findLast(({ code }) => code === 'perimeter.intrusion')?.id ?? '';
    clips = (await json<{ items: Clip[] }>(page, `${twin.url}/api/v1/alarms/${id}/clips`)).items;
    expect(clips.some(({ kind, fault }) => kind === 'clip' && fault === null)).toBe(true);
  }).toPass({ timeout: 150_000 });
  const clip = clips.find(({ kind, fault }) => kind === 'clip' && fault === null)!;
  // On a first start the mask over homes may still be made: no picture is given before it.
  await expect(async () => {
    const part = await page.request.get(twin.url + clip.address, { headers: { range: 'bytes=4-7' } });
    expect([part.status(), await part.text()]).toEqual([206, 'ftyp']);
  }).toPass({ timeout: 120_000 });
  await page.goto(`${twin.url}/desk?scale=0.25&alarm=${id}`);
  const shown = page.locator(`[data-testid="alarm-clips"] video[src="${clip.address}"]`);
  await shown.scrollIntoViewIfNeeded({ timeout: 60_000 });
  await expect
    .poll(() => shown.evaluate((video) => (video as HTMLVideoElement).duration), { timeout: 60_000 })
    .toBeGreaterThan(5);
  const duration = await shown.evaluate((video) => (video as HTMLVideoElement).duration);
  expect(Math.abs(duration - (clip.to - clip.from) / 1000)).toBeLessThan(1);
});
