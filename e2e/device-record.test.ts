import type { DeviceRecord } from 'twin-core';
import { test as base, expect, locate, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: devices are registered and moved. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

const deviceOf = async (isOne: (device: DeviceRecord) => boolean) => {
  const found = (await readModels<DeviceRecord[]>('devices.json')).find(isOne);
  if (!found) throw new Error('the estate has no such device');
  return found;
};

test('6.4.1-8, 6.4.1-8-1, 6.4.1-8-2, 6.4.1-8-3, 6.4.1-8-4 the panel of a device has six basic and three extended fields, and says since when and whence they are recorded', async ({
  page,
  twin,
}) => {
  const device = await deviceOf(({ kind, maintainer }) => kind === 'smoke-detector' && maintainer !== null);
  const persons = await readModels<{ code: string; name: string }[]>('persons.json');
  const maintainer = persons.find(({ code }) => code === device.maintainer)!.name;
  await signIn(page, twin, `/desk?view=map&scale=0.25&device=${device.code}`);
  const basic = page.getByTestId('device-basic');
  await expect(basic.locator('dt')).toHaveText(['编号', '名称', '类别', '厂家', '安装位置', '安装时间']);
  await expect(basic.locator('dd')).toHaveText([
    device.code,
    device.name,
    '感烟探测器',
    `${device.manufacturer} ${device.model}`,
    device.installPosition!,
    device.installedAt!.slice(0, 10),
  ]);
  const extended = page.getByTestId('device-extended');
  await expect(extended.locator('dt')).toHaveText(['地理坐标', '所属单位', '维护责任人']);
  await expect(extended).toContainText(device.location.longitude.toFixed(5));
  await expect(extended).toContainText(device.owningUnit!);
  await expect(extended).toContainText(maintainer);
  await expect(page.getByTestId('stored')).toHaveText(/入库 \d{4}-\d\d-\d\d .* 更新 .* 来源 基础数据文件/);
  // Every panel says where its numbers come from.
  const details = page.getByTestId('details');
  await expect(details.locator('[data-origin="liveAndHistory"]')).toHaveText('来源：设备上报，实时推送 · 观测历史');
  await expect(details.locator('[data-origin="base"]').first()).toHaveText('来源：基础数据');
});

test('6.4.1-8-2, 6.4.1-8-3, 6.4.1-8-4 what nobody recorded is said to be not recorded; what the API registered says so', async ({
  page,
  twin,
}) => {
  const like = await deviceOf(({ kind, building }) => kind === 'noise-meter' && building === null);
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  const bare = {
    ...like,
    code: 'NEW-01',
    name: '新装噪声点',
    manufacturer: null,
    model: null,
    installPosition: null,
    installedAt: null,
    owningUnit: null,
    maintainer: null,
    parent: null,
    links: [],
  };
  const made = await page.request.post(`${twin.url}/api/v1/devices`, { data: bare });
  expect(made.status(), await made.text()).toBe(201);
  await page.goto(`${twin.url}/desk?view=map&scale=0.25&device=NEW-01`);
  await expect(page.getByTestId('device-basic').getByText('未登记')).toHaveCount(3);
  await expect(page.getByTestId('device-extended').getByText('未登记')).toHaveCount(2);
  await expect(page.getByTestId('stored')).toContainText('来源 接口');
});

test('6.4.1-8-3, 6.4.1-8-5 the symbol stands at the coordinates, and moves in an open page when a file moves the device', async ({
  page,
  twin,
}) => {
  const device = await deviceOf(({ kind, building }) => kind === 'noise-meter' && building === null);
  await signIn(page, twin, `/desk?scale=0.5&device=${device.code}`);
  await sceneReady(page);
  const distance = async ({ longitude, latitude, height }: DeviceRecord['location']) => {
    const symbol = await locate(page, device.code);
    const place = await page.evaluate(
      ([x, y, z]) =>
        (
          window as unknown as {
            twin: { scene: { place(x: number, y: number, z: number): { x: number; y: number } | null } };
          }
        ).twin.scene.place(x!, y!, z!),
      [longitude, latitude, height],
    );
    return symbol && place ? Math.hypot(symbol.x - place.x, symbol.y - place.y) : Number.POSITIVE_INFINITY;
  };
  await expect.poll(() => distance(device.location)).toBeLessThan(12);
  const moved = { ...device.location, longitude: device.location.longitude + 0.0001 };
  const report = await page.request.post(
    `${twin.url}/api/v1/base-imports/device?name=${encodeURIComponent('位置.csv')}`,
    {
      headers: { 'content-type': 'text/csv' },
      data: `编号,经度\n${device.code},${moved.longitude}\n`,
    },
  );
  expect(await report.json()).toMatchObject({ accepted: 1, rejected: 0 });
  await expect.poll(() => distance(moved)).toBeLessThan(12);
  await expect.poll(() => distance(device.location)).toBeGreaterThan(12);
  await expect(page.getByTestId('device-extended')).toContainText(moved.longitude.toFixed(7).slice(0, -2));
  await expect(page.getByTestId('stored')).toContainText('来源 导入 位置.csv');
});
