import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { type GeoPoint, localToGeo, type SiteFile } from 'twin-core';
import { toShifted } from 'twin-core/crs';
import { samplePng } from '../twin-server/src/imagery/sample-tiles.test-kit.ts';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import { openImports } from './import-steps.ts';

test.use({ viewport: { width: 1280, height: 720 } });

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** Radius of the mark, metres: less than a fifth of what GCJ-02 would shift it by. */
const MARK_M = 90;
const METRES_PER_DEGREE = 111_320;
/** Of the page around a place is looked at, CSS pixels; and the share that must have a color, as roads and buildings lie over them; of another color there is hardly any. */
const HALF_PX = 50;
const ENOUGH = 0.15;
const HARDLY = 0.02;

const metresBetween = (a: Place, b: Place) =>
  Math.hypot(
    (a.longitude - b.longitude) * METRES_PER_DEGREE * Math.cos((a.latitude * Math.PI) / 180),
    (a.latitude - b.latitude) * METRES_PER_DEGREE,
  );

/** Serves tiles in GCJ-02: white around a place, magenta elsewhere; and pages instead of tiles below /ill. */
async function serveTiles(marked: Place) {
  const [white, magenta] = [samplePng([255, 255, 255]), samplePng([255, 0, 255])];
  const mark = toShifted('GCJ-02', marked);
  const server = createServer((request, response) => {
    const [, z = 0, x = 0, y = 0] = (/^\/air\/(\d+)\/(\d+)\/(\d+)$/.exec(request.url ?? '') ?? []).map(Number);
    const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / 2 ** z))) * (180 / Math.PI);
    const middle = { longitude: ((x + 0.5) / 2 ** z) * 360 - 180, latitude };
    if (request.url?.startsWith('/ill')) response.end('<html>Sign in</html>');
    else response.end(metresBetween(middle, mark) < MARK_M ? white : magenta);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

type HookedWindow = Window & {
  twin: { scene: { place(x: number, y: number, z: number): { x: number; y: number; visible: boolean } | null } };
};

/** Share of the page around a place on the ground that is white, and that is magenta. */
async function groundAt(page: Page, at: GeoPoint): Promise<{ white: number; magenta: number }> {
  const point = await page.evaluate(
    ([longitude, latitude, height]) =>
      (window as unknown as HookedWindow).twin.scene.place(longitude, latitude, height),
    [at.longitude, at.latitude, at.height] as const,
  );
  if (!point?.visible) throw new Error(`${at.longitude}, ${at.latitude} is not in the picture`);
  const clip = { x: point.x - HALF_PX, y: point.y - HALF_PX, width: HALF_PX * 2, height: HALF_PX * 2 };
  const png = `data:image/png;base64,${(await page.screenshot({ clip })).toString('base64')}`;
  return page.evaluate(
    async ([address, sidePx]) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: sidePx, height: sidePx });
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, sidePx, sidePx).data ?? new Uint8ClampedArray();
      const shares = { white: 0, magenta: 0 };
      for (let at = 0; at < pixels.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
        if (Math.min(red, green, blue) > 200) shares.white += 4 / pixels.length;
        if (Math.min(red, blue) - green > 100) shares.magenta += 4 / pixels.length;
      }
      return shares;
    },
    [png, HALF_PX * 2] as const,
  );
}

test('6.4.1-9: pictures in GCJ-02 lie on the terrain where they belong, and a server that gives none is named', async ({
  page,
  twin,
}) => {
  const { frame } = JSON.parse(await readFile('models/site.json', 'utf8')) as Pick<SiteFile, 'frame'>;
  // In the open, right and left of the estate in the first view.
  const [marked, beyond] = [localToGeo(frame, [190, -160, 0]), localToGeo(frame, [-185, -120, 0])];
  const tiles = await serveTiles(marked);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http') && new URL(request.url()).host !== new URL(twin.url).host)
      foreign.push(request.url());
  });
  await signIn(page, twin, '/desk?scale=0.4');
  await expect(page.getByTestId('desk')).toBeVisible();
  // Declared by hand, as a manager does; the other by the API.
  await openImports(page);
  await page.getByTestId('imagery-open').click();
  await page.getByTestId('imagery-code').fill('AIR');
  await page.getByTestId('imagery-name').fill('航拍');
  await page.getByTestId('imagery-datum').selectOption('gcj02');
  await page.getByTestId('imagery-form').getByLabel('版权').fill('© 测绘院');
  await page.getByTestId('imagery-url').fill(`${tiles.url}/air/{z}/{x}`);
  await expect(page.getByTestId('imagery-form').getByRole('alert')).toContainText('{y}');
  await expect(page.getByTestId('imagery-add')).toBeDisabled();
  await page.getByTestId('imagery-url').fill('http://10.0.0.7/air/{z}/{x}/{y}');
  await page.getByTestId('imagery-add').click();
  await expect(page.getByTestId('imagery-form').getByRole('alert')).toContainText('TWIN_IMAGERY_SERVERS');
  await page.getByTestId('imagery-url').fill(`${tiles.url}/air/{z}/{x}/{y}`);
  await page.getByTestId('imagery-add').click();
  await expect(page.getByTestId('layer-card')).toHaveAttribute('data-layer', 'AIR');
  await page.keyboard.press('Escape');
  const ill = { name: { zh: '坏影像', en: 'ILL' }, scheme: 'xyz', url: `${tiles.url}/ill/{z}/{x}/{y}` };
  const bounds = [112.54, 37.86, 112.56, 37.88];
  await page.request.put(`${twin.url}/api/v1/layers/ILL/imagery`, { data: { ...ill, bounds } });

  const notes = page.getByTestId('ground-notes');
  await expect(notes).toContainText('坏影像：影像服务器返回的不是图片');
  await expect(notes).toContainText('© 测绘院');
  await sceneReady(page);
  await expect.poll(async () => (await groundAt(page, marked)).white).toBeGreaterThan(ENOUGH);
  const elsewhere = await groundAt(page, beyond);
  expect(elsewhere.magenta).toBeGreaterThan(ENOUGH);
  expect(elsewhere.white).toBeLessThan(HARDLY);
  expect(foreign).toEqual([]);
  for (const code of ['AIR', 'ILL']) await page.request.delete(`${twin.url}/api/v1/layers/${code}`);
  tiles.close();
});
