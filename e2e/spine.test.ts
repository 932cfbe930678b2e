import { readFile } from 'node:fs/promises';
import type { MqttClient } from 'mqtt';
import { test as base, expect, locate, ownTwin, sceneReady, signInByForm, TWIN_SCOPE } from './estate-test.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: the first view is what nobody has worked on. */
const test = base.extend<object, { readonly twin: TwinProcess }>({
  twin: [ownTwin(), TWIN_SCOPE],
});

/** A device of the demonstration estate by kind; out of doors where asked, so that its symbol is in the first view. */
async function deviceOf(kind: string, outdoors: boolean, skip = 0): Promise<{ code: string; name: string }> {
  const devices = JSON.parse(await readFile('models/devices.json', 'utf8')) as {
    code: string;
    name: string;
    kind: string;
    building: string | null;
  }[];
  const found = devices.filter((device) => device.kind === kind && (device.building === null) === outdoors)[skip];
  if (!found) throw new Error(`the estate has no ${kind}`);
  return found;
}

// A desk's least size, drawn at half resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

const send = (gateway: MqttClient, device: string, channel: string, body: object) =>
  gateway.publishAsync(`twin/jinyang/${device}/${channel}`, JSON.stringify(body), { qos: 1 });

test('6.4.11-1, 7.2.4-1, 6.4.1-8: the first view is complete without any other host; a message becomes an alarm on the page, a symbol to click, a panel to read, an acknowledgement in the database', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  const fence = await deviceOf('pulse-fence-zone', true, 5);
  await signInByForm(page, twin, '/desk?scale=0.5');
  await sceneReady(page);
  await expect(page).toHaveTitle(/晋阳嘉园/);
  // The ground that is drawn is the server's terrain, and the buildings stand on it.
  const ground = page.locator('[data-ground-m]');
  await expect(ground).toHaveAttribute('data-ground', 'terrain');
  const { items } = await (await page.request.get(`${twin.url}/api/v1/buildings`)).json();
  const groundM = Number(await ground.getAttribute('data-ground-m'));
  // The estate's own: what other tests import stands where its file says.
  const { buildings } = JSON.parse(await readFile('models/site.json', 'utf8')) as { buildings: { code: string }[] };
  const own = new Set(buildings.map(({ code }) => code));
  const standing = (items as { code: string; placement: { height: number } }[]).filter(({ code }) => own.has(code));
  expect(standing.length).toBe(own.size);
  for (const { placement } of standing) expect(Math.abs(placement.height - groundM)).toBeLessThan(0.1);
  expect(misdeeds.foreign).toEqual([]);
  // Two minutes ahead: the simulator reports the same zone, and the newer phenomenonTime is the one that stands.
  await send(gateway, fence.code, 'observations', {
    time: Date.now() + 120_000,
    values: { armed: true, lineVoltageKv: 7.77 },
  });
  await send(gateway, fence.code, 'events', {
    id: `e2e-${Date.now()}`,
    time: Date.now(),
    type: 'perimeter.intrusion',
    data: {},
  });

  const row = page.getByTestId('queue-row').filter({ hasText: fence.name });
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('data-alarm')) ?? '';

  const place = await locate(page, fence.code);
  expect(place).toMatchObject({ visible: true });
  await page.mouse.click(place?.x ?? 0, place?.y ?? 0);
  const panel = page.locator(`[data-device="${fence.code}"]`);
  await expect(panel).toContainText(fence.name);
  await expect(panel).toContainText('7.77');

  await row.getByTestId('acknowledge').click();
  await expect
    .poll(async () =>
      (await page.request.get(`${twin.url}/api/v1/alarms/${id}`)).json().then((alarm) => alarm.acknowledged),
    )
    .toBe(true);
  expect(misdeeds.errors).toEqual([]);

  // A page that is open while its server restarts says so in its console: what it does then is the link's test.
  await page.goto('about:blank');
  await twin.stop();
  await twin.start();
  const session = await page.request.post(`${twin.url}/api/v1/session`, {
    data: { account: 'admin', password: twin.password },
  });
  expect(session.status()).toBe(200);
  const kept = await (await page.request.get(`${twin.url}/api/v1/alarms/${id}`)).json();
  expect(kept).toMatchObject({ id, code: 'perimeter.intrusion', device: fence.code, acknowledged: true });
  const deeds = kept.timeline.map(({ kind, action }: { kind: string; action?: string }) => action ?? kind);
  expect(deeds).toEqual(expect.arrayContaining(['raised', 'acknowledge']));
});
