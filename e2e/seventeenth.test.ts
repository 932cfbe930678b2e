import { fileURLToPath } from 'node:url';
import { connectAsync } from 'mqtt';
import { geoToLocal, type LocalPoint, type SiteFile } from 'twin-core';
import { expect, locate, sceneReady, signIn, test } from './estate-test.ts';
import { inFirstView, readModels } from './scene-steps.ts';
import { TwinProcess } from './twin-process.ts';

const SERVER = ['--import', 'tsx', fileURLToPath(new URL('./seventeenth-server.ts', import.meta.url))];

/** A building of the estate and a place on the front of the block that stands for it, two thirds up, metres of the site frame. */
async function blockOf(code: string) {
  const site = await readModels<SiteFile>('site.json');
  const building = site.buildings.find((one) => one.code === code)!;
  const corners = building.footprint.map(([longitude, latitude]) =>
    geoToLocal(site.frame, { longitude, latitude, height: building.placement.height }),
  );
  const mean = (axis: 0 | 1 | 2) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const middle: LocalPoint = [mean(0), mean(1), mean(2) + (building.heightM * 2) / 3];
  return { site, building, middle };
}

test.use({ viewport: { width: 1280, height: 720 } });

test('6.4.1-2-2, idea 2: buildings without a model stand as blocks of their height; a seventeenth facility, one object on the server, runs from message to panel', async ({
  page,
}) => {
  const twin = await TwinProcess.create(SERVER);
  try {
    await signIn(page, twin, '/desk?scale=0.5');
    await sceneReady(page);
    const { site, building, middle } = await blockOf('B05');
    const panel = page.getByTestId('building-panel');
    await expect(async () => {
      const at = await inFirstView(page, site, middle);
      await page.mouse.click(at.x, at.y);
      await expect(panel).toHaveAttribute('data-building', building.code, { timeout: 5000 });
    }).toPass({ timeout: 60_000 });
    await expect(panel).toContainText(`${building.heightM}`);
    await expect(page.getByTestId('open-interior')).toHaveCount(0);
    await page.keyboard.press('Escape');

    const registered = await page.request.post(`${twin.url}/api/v1/devices`, {
      data: {
        code: 'BEE-1',
        name: '中心花园蜂箱',
        kind: 'beehive',
        facility: 'beehives',
        location: { longitude: 112.5502, latitude: 37.8699, height: 772.5 },
      },
    });
    expect(registered.status(), await registered.text()).toBe(201);

    const gateway = await connectAsync(twin.mqttUrl, { username: twin.gateway.account, password: twin.gateway.key });
    const body = JSON.stringify({ time: Date.now(), values: { weightKg: 3.2 } });
    await gateway.publishAsync('twin/jinyang/BEE-1/observations', body, { qos: 1 });
    await gateway.endAsync();

    const row = page.getByTestId('queue-row').filter({ hasText: '分蜂' });
    await expect(row).toContainText('中心花园蜂箱');
    await row.click();
    const device = page.locator('[data-device="BEE-1"]');
    await expect(device).toContainText('蜂箱重量');
    await expect(device).toContainText('3.2');
    await expect(device).toContainText('kg');
    await expect.poll(() => locate(page, 'BEE-1').then((place) => place?.visible)).toBe(true);
  } finally {
    await twin.remove();
  }
});
