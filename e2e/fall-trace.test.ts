import type { Page } from '@playwright/test';
import { FRAME_PX, fallTrack } from '../twin-demo/src/simulator/incidents/fall-track.ts';
import { test as base, expect, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { tellEvent } from './gateway-steps.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: alarms that others leave behind are not met. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.use({ viewport: { width: 1280, height: 720 } });

const CAMERA = 'FO-06-S1';

/** A bottle out of a home on the tenth storey, as the camera below reports it. */
const BOTTLE = {
  trackPx: fallTrack({ fromM: 28.6, asideM: 2.2, southM: 9.6, driftMps: -0.3, outMps: 1.6, terminalMps: 30 }),
  framePx: FRAME_PX,
};

test('7.2.16-2, 7.2.16-4, E6.1.13-2, 8.1.3-7 a thrown bottle is traced to its storey in the scene, its homes are listed, and one is signed for', async ({
  page,
  twin,
  gateway,
  misdeeds: _misdeeds,
}) => {
  const cameras = await readModels<{ code: string; name: string }[]>('devices.json');
  const camera = cameras.find(({ code }) => code === CAMERA)!;
  await signIn(page, twin, '/desk?scale=0.25');
  await sceneReady(page);
  await tellEvent(gateway, CAMERA, 'fallingObject.detected', BOTTLE);
  const row = page.getByTestId('queue-row').filter({ hasText: camera.name });
  await expect(row).toBeVisible();
  await row.locator('[data-queue-row]').click();
  const trace = page.getByTestId('fall-trace');
  await expect(trace.getByTestId('fall-storey')).toHaveAttribute('data-storey', '10F', { timeout: 30_000 });
  await expect(trace.locator('[data-candidate]').first()).toHaveAttribute('data-candidate', 'B06-1-1003');
  await expect(page.getByTestId('alarm-banner')).toContainText('溯源 10F');
  await expect(page.locator('[data-fall="true"]')).toHaveCount(1);
  await trace.getByTestId('fall-look').click();
  await sceneReady(page);
  await trace.getByTestId('fall-confirm').click();
  await page.getByTestId('reason').fill('录像与轨迹一致');
  await page.getByTestId('dialog-submit').click();
  await expect(trace.getByTestId('fall-confirmed')).toContainText('B06-1-1003');
});

test('7.2.16-3, 8.1.3-7 a throw shows on the wall by itself, with its storey and no home; duty staff and the loudspeaker are told', async ({
  page,
  twin,
  gateway,
}) => {
  await signIn(page, twin, '/wall?scale=0.25');
  await sceneReady(page);
  await tellEvent(gateway, CAMERA, 'fallingObject.detected', BOTTLE);
  const mine = () => alarms(page, twin, `device=${CAMERA}`);
  await expect.poll(async () => (await mine()).length).toBe(1);
  const { id } = (await mine())[0]!;
  // The most urgent that nobody has acknowledged has the wall: of the estate's own incidents none is left.
  await expect(async () => {
    for (const other of await alarms(page, twin, 'case=new&limit=200'))
      if (other.id !== id) await page.request.post(`${twin.url}/api/v1/alarms/${other.id}/acknowledge`, { data: {} });
    await expect(page.getByTestId('alarm-banner')).toContainText('溯源 10F', { timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.locator(`[data-alarm="${id}"]`).first()).toBeVisible();
  await expect(page.locator('[data-fall="true"]')).toHaveCount(1);
  await expect(page.getByTestId('wall')).not.toContainText('1003');
  const did = async () => {
    const { actions } = (await (await page.request.get(`${twin.url}/api/v1/alarms/${id}`)).json()) as {
      actions: { action: { do: string }; ok: boolean | null }[];
    };
    return actions.filter(({ ok }) => ok !== null).map(({ action }) => action.do);
  };
  await expect.poll(did).toEqual(expect.arrayContaining(['broadcast', 'notify', 'openCamera']));
});

async function alarms(page: Page, { url }: TwinProcess, query: string): Promise<{ id: string }[]> {
  const reply = await page.request.get(`${url}/api/v1/alarms?${query}`);
  return ((await reply.json()) as { items: { id: string }[] }).items;
}
