import { readFile } from 'node:fs/promises';
import { expect, locate, sceneReady, signIn, test } from './estate-test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

// Not the scene, which is kept unseen beside it.
const mapReady = '[data-view="map"] [data-drawing="deck"][data-ready="true"]';

/** A smoke detector high up in a tower of the demonstration estate. */
async function detector(): Promise<{ code: string; storey: string; building: string }> {
  const devices = JSON.parse(await readFile('models/devices.json', 'utf8')) as {
    code: string;
    kind: string;
    storey: string;
    building: string;
  }[];
  return devices.find(
    ({ kind, storey, building }) => kind === 'smoke-detector' && storey === '17F' && building === 'B05',
  )!;
}

test('6.4.1-2-6: the same device is found in the scene and on the map, with its storey laid out, and selected in both', async ({
  page,
  twin,
  misdeeds,
}) => {
  const { code, building, storey } = await detector();
  await signIn(page, twin, `/desk?device=${code}&scale=0.4`);
  await sceneReady(page);
  expect(await locate(page, code)).toMatchObject({ visible: true });
  await page.getByTestId('choice-map').click();
  await expect(page.locator(mapReady)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`device=${code}&view=map`));
  await expect(page.locator(`[data-device="${code}"]`)).toBeVisible();
  const onMap = await locate(page, code);
  expect(onMap).toMatchObject({ visible: true });
  // Beside the symbol lies the room it hangs in: a click means that room, in this storey.
  await page.mouse.click(onMap!.x + 30, onMap!.y + 26);
  await expect(page).toHaveURL(new RegExp(`building=${building}&storey=${storey}&space=`));
  await page.getByTestId('choice-scene').click();
  await sceneReady(page);
  await expect(page).toHaveURL(new RegExp(`building=${building}&storey=${storey}&space=[^&]+$`));
  expect(misdeeds.errors).toEqual([]);
});

test('6.4.11-2, 6.4.1-2-6: without WebGL the desk shows a plain map, says what is missing, and devices are found and clicked', async ({
  page,
  twin,
}) => {
  // A thermal point at the pond: nothing else stands near it.
  const code = 'EN-THM-03';
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext as (kind: string, ...more: unknown[]) => unknown;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
        return kind.includes('webgl') ? null : getContext.call(this, kind, ...more);
      },
    });
  });
  await signIn(page, twin, `/desk?device=${code}`);
  await expect(page.locator('[data-drawing="plain"][data-ready="true"]')).toBeVisible();
  await expect(page.getByTestId('instead')).toContainText('WebGL 2');
  await expect.poll(() => locate(page, code)).toMatchObject({ visible: true });
  await page.keyboard.press('Escape');
  await expect(page.locator(`[data-device="${code}"]`)).toBeHidden();
  const place = await locate(page, code);
  await page.mouse.click(place!.x, place!.y);
  await expect(page.locator(`[data-device="${code}"]`)).toBeVisible();
});
