import type { Page } from '@playwright/test';
import { recover } from './context-steps.ts';
import { test as base, expect, locate, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { TwinProcess } from './twin-process.ts';

/** The least that may be set: a wall is heard every 10 s. */
const SILENCE_S = 20;

const test = base.extend<object, { twin: TwinProcess }>({
  twin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const twin = await TwinProcess.create(undefined, { TWIN_SCREEN_SILENCE: String(SILENCE_S) });
      await use(twin);
      await twin.remove();
    },
    TWIN_SCOPE,
  ],
});

const DEVICE = 'FA-05-17-03';

/** What an operator sees of a device and of the alarms. */
async function seen(page: Page) {
  const place = await locate(page, DEVICE);
  return { place, url: page.url(), alarmed: await page.locator('[data-queue-row]').count() };
}

function expectSamePlace(now: { x: number; y: number } | null, before: { x: number; y: number } | null): void {
  expect(now?.x).toBeCloseTo(before!.x, 0);
  expect(now?.y).toBeCloseTo(before!.y, 0);
}

test('WALL: a lost graphics context of the site scene: another scene takes its place with the same view, selection and alarms', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, `/desk?device=${DEVICE}&scale=0.25`);
  await sceneReady(page);
  // Not a view that the selection alone would lead to.
  await page.locator('[data-testid="room"] [data-ready]').press('ArrowLeft');
  await page.locator('[data-testid="room"] [data-ready]').press('e');
  await sceneReady(page);
  const before = await seen(page);
  await recover(page);
  const now = await seen(page);
  expectSamePlace(now.place, before.place);
  expect(now.url).toBe(before.url);
  expect(now.alarmed).toBeGreaterThan(0);
  await expect(page.getByTestId('details')).toContainText(DEVICE);
  // It can be lost again.
  await recover(page);
  expectSamePlace((await seen(page)).place, before.place);
});

test('WALL: a lost graphics context of a building seen from the inside: drawn again where it was', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, `/desk?device=${DEVICE}&view=interior&scale=0.5`);
  await sceneReady(page);
  const room = page.getByTestId('room');
  const box = (await room.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -300);
  await sceneReady(page);
  const before = await seen(page);
  const picture = await room.screenshot();
  await recover(page);
  const now = await seen(page);
  expectSamePlace(now.place, before.place);
  expect(now.url).toBe(before.url);
  // It is drawn, not only said to be: an empty canvas is a much smaller picture.
  expect((await room.screenshot()).length).toBeGreaterThan(picture.length * 0.8);
  // And answers to the hand as before.
  await page.mouse.move(box.x + box.width * 0.62, box.y + box.height * 0.35);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await locate(page, DEVICE))?.x).not.toBe(now.place?.x);
});

test('WALL: a lost graphics context of the map: drawn again, with the device that is looked at', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, `/desk?device=${DEVICE}&view=map`);
  await sceneReady(page);
  await recover(page);
  expect((await seen(page)).place?.visible).toBe(true);
});

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly condition: string;
  readonly device: string | null;
  readonly report: { readonly framesCame: number; readonly scene: string; readonly sound: string } | null;
}

const screenNamed = async (page: Page, twin: TwinProcess, name: string): Promise<Listed | undefined> => {
  const reply = await page.request.get(`${twin.url}/api/v1/screens`);
  const { items } = (await reply.json()) as { items: Listed[] };
  return items.find((screen) => screen.name === name);
};

const silentAlarms = async (page: Page, twin: TwinProcess) => {
  const reply = await page.request.get(`${twin.url}/api/v1/alarms?facility=screens`);
  // Under load the database may be away for a moment: asked again.
  if (!reply.ok()) return -1;
  const { items } = (await reply.json()) as { items: { code: string; active: boolean; device: string }[] };
  return items.filter(({ code, active }) => code === 'screen.silent' && active).length;
};

test('7.2.10-3: a wall that dies is an alarm until it lives again; one that is closed is none; the operations page lists them', async ({
  page,
  twin,
  context,
}) => {
  await signIn(page, twin, '/admin/operations');
  const wall = await context.newPage();
  await wall.goto(`${twin.url}/wall?screen=east&scale=0.25`);
  await expect.poll(async () => (await screenNamed(page, twin, 'east'))?.condition, { timeout: 60_000 }).toBe('alive');
  await expect.poll(async () => (await screenNamed(page, twin, 'east'))?.report?.framesCame).toBeGreaterThan(0);
  await expect(page.locator('[data-screen="east"]')).toContainText('在线');
  // A renderer that dies says nothing.
  await wall.goto('chrome://crash').catch(() => undefined);
  await expect.poll(() => silentAlarms(page, twin), { timeout: 60_000 }).toBe(1);
  await expect(page.locator('[data-screen="east"]')).toContainText('失联');
  await page.goto(`${twin.url}/desk?view=map`);
  await expect(page.locator('[data-queue-row]').filter({ hasText: '大屏失联' }).first()).toBeVisible();
  await wall.close();
  const again = await context.newPage();
  await again.goto(`${twin.url}/wall?screen=east&scale=0.25`);
  await expect.poll(() => silentAlarms(page, twin), { timeout: 60_000 }).toBe(0);
  // Left by its user, whose browser says goodbye for it.
  await again.goto('about:blank');
  await expect.poll(async () => (await screenNamed(page, twin, 'east'))?.condition, { timeout: 30_000 }).toBe('closed');
  await page.waitForTimeout((SILENCE_S + 5) * 1000);
  expect(await silentAlarms(page, twin)).toBe(0);
});

/** The page says so 3 s after the last frame, and looks twice a second. */
const STALE_SHOWN_MS = 3500;

test('WALL: a server that says nothing: the wall says within 3.5 s that it is old, keeps its connection, and goes on by itself', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, '/wall?scale=0.25');
  const banner = page.getByTestId('stale-banner');
  await expect(page.getByTestId('connection')).toHaveAttribute('data-status', 'live');
  // A busy machine only makes it later: one of three is enough.
  const took: number[] = [];
  while (took.length < 3 && Math.min(...took) > STALE_SHOWN_MS) {
    await expect(banner).toHaveCount(0);
    const shownAt = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => document.querySelector('[data-testid="stale-banner"]') && resolve(Date.now());
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
        }),
    );
    const stoodAt = Date.now();
    twin.stand();
    try {
      took.push((await shownAt) - stoodAt);
      await expect(page.getByTestId('connection')).toHaveAttribute('data-status', 'stale');
    } finally {
      twin.go();
    }
    await expect(banner).toHaveCount(0);
    await expect(page.getByTestId('connection')).toHaveAttribute('data-status', 'live');
  }
  expect(Math.min(...took)).toBeLessThanOrEqual(STALE_SHOWN_MS);
});

test('WALL: what stands still wears the same pixels: the page moves by at most 4 px, as often as its address says', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, '/wall?shift=0.02&scale=0.25');
  await page.getByTestId('wall').waitFor();
  const places = new Set<string>();
  await expect
    .poll(
      async () => {
        const { x, y } = (await page.locator('#root').boundingBox())!;
        places.add(`${x} ${y}`);
        return places.size;
      },
      { timeout: 60_000, intervals: [400] },
    )
    .toBeGreaterThan(4);
  for (const axis of [0, 1]) {
    const at = [...places].map((place) => Number(place.split(' ')[axis]));
    expect(Math.max(...at) - Math.min(...at)).toBeLessThanOrEqual(4);
  }
});

test('WALL: a wall whose frames stand still reloads itself, with the address it had', async ({ page, twin }) => {
  await signIn(page, twin, '/wall?screen=stalled&scale=0.25');
  await page.getByTestId('wall').waitFor();
  const openedAt = await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
    return performance.timeOrigin;
  });
  await expect
    .poll(() => page.evaluate(() => performance.timeOrigin).catch(() => openedAt), { timeout: 60_000 })
    .toBeGreaterThan(openedAt);
  expect(new URL(page.url()).search).toBe('?screen=stalled&scale=0.25');
  await expect(page.getByTestId('wall')).toBeVisible();
});

test('WALL: while the browser blocks sound the wall says so plainly, and one click starts the shift', async ({
  page,
  twin,
}) => {
  await page.addInitScript(() => {
    // A browser that wants a click first, whatever this one is set to.
    let clicked = false;
    addEventListener('click', () => (clicked = true), { capture: true });
    const resume = AudioContext.prototype.resume;
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => (clicked ? 'running' : 'suspended') });
    AudioContext.prototype.resume = function () {
      return clicked ? resume.call(this) : new Promise(() => undefined);
    };
  });
  await signIn(page, twin, '/wall?scale=0.25');
  const band = page.getByTestId('start-shift');
  await expect(band).toContainText('告警声没有开');
  await expect(page.getByTestId('sound')).toHaveAttribute('data-state', 'blocked');
  // It stands above the view and the queue, not over them.
  const [over, below] = [(await band.boundingBox())!, (await page.getByTestId('room').boundingBox())!];
  expect(over.y + over.height).toBeLessThanOrEqual(below.y + 1);
  await band.getByRole('button', { name: '开始值班' }).click();
  await expect(band).toHaveCount(0);
  await expect(page.getByTestId('sound')).toHaveAttribute('data-state', 'on');
});
