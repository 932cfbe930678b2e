import type { Page } from '@playwright/test';
import { BuildingModel, geoToLocal } from 'twin-core';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import { FIXTURES, importAs, importDone, openImports, sampleFile } from './import-steps.ts';
import { pickOneOf } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

const FILE = 'duplex_a_arch_georef_ifc2x3.ifc';
// Not the code that the import's own tests give the same file: they share a server.
const CODE = 'GUEST-01';

test.use({ viewport: { width: 1280, height: 720 } });
test.skip(!FIXTURES, 'TWIN_FIXTURES names no folder of sample files');

interface Listed {
  code: string;
  model: string;
  placement: { longitude: number; latitude: number; height: number; headingDeg: number };
}

async function listed(page: Page, twin: TwinProcess): Promise<Listed> {
  const { buildings } = (await (await page.request.get(`${twin.url}/api/v1/site`)).json()) as { buildings: Listed[] };
  const building = buildings.find(({ code }) => code === CODE);
  if (!building) throw new Error(`the site does not list ${CODE}`);
  return building;
}

test('6.4.1-2-6, 6.4.1-3-7: a model from outside is uploaded, stands at its georeference, opens storey by storey down to a window and a home, and is walked in', async ({
  page,
  twin,
  misdeeds,
}) => {
  test.setTimeout(420_000);
  await signIn(page, twin, '/desk?scale=0.5');
  await sceneReady(page);

  // Upload.
  await openImports(page);
  const job = await importAs(page, sampleFile(FILE), CODE);
  await importDone(job);
  await expect(job.getByTestId('import-stands')).toHaveAttribute('data-stands', 'file');

  // It stands where its file says: the placement of the registry is the file's own, and the site's list has it.
  const building = await listed(page, twin);
  const model = BuildingModel.parse(
    await (await page.request.get(`${twin.url}${building.model.replace('outline.json', 'building.json')}`)).json(),
  );
  expect(model.georeference).toMatchObject({ source: 'ePSet_MapConversion', believed: true });
  const [east, north, up] = geoToLocal(model.georeference.placement, building.placement);
  expect(Math.hypot(east, north, up)).toBeLessThan(0.01);
  await job.getByTestId('import-fly').click();
  await sceneReady(page);
  await expect(page.locator(`[data-building="${CODE}"]`)).toBeVisible();

  // A storey alone.
  const storey = model.storeys.find(({ name }) => name === 'Level 1')!;
  await page.locator(`[data-storey="${storey.name}"]`).first().click();
  await expect(page).toHaveURL(/storey=Level/);
  await sceneReady(page);

  // A window, by its GlobalId.
  const windows = model.elements.filter(
    ({ ifcClass, storey: at }) => ifcClass === 'IfcWindow' && at === storey.globalId,
  );
  const picked = await pickOneOf(
    page,
    windows.map(({ globalId }) => globalId),
    'element',
  );
  await expect(page.getByTestId('element-card')).toContainText(picked);
  await expect(page.getByTestId('element-card')).toContainText('IfcWindow');

  // Inside the model from outside, on foot.
  await page.getByTestId('choice-interior').click();
  await sceneReady(page);
  await page.getByTestId('inside-walk').click();
  await expect(page.locator('[data-view="walk"][data-ready="true"]')).toBeVisible();
  const feet = async () => (await page.locator('[data-feet]').getAttribute('data-feet'))!.split(' ').map(Number);
  const from = await feet();
  await page.keyboard.down('w');
  await expect.poll(async () => Math.hypot(...(await feet()).map((at, i) => at - from[i]!))).toBeGreaterThan(0.5);
  await page.keyboard.up('w');
  await page.keyboard.press('Escape');

  // A home of the estate, by its number: its record opens, and its space is chosen.
  const homes = (await (await page.request.get(`${twin.url}/api/v1/houses?building=B05&storey=17F`)).json()) as {
    items: { code: string; ifcSpaceGuid: string }[];
  };
  const home = homes.items[0]!;
  await page.getByTestId('search').fill(home.code);
  await page.locator('[data-group="homes"] [role="option"]').first().click();
  await expect(page.locator(`[data-house="${home.code}"]`)).toBeVisible();
  expect(new URL(page.url()).searchParams.get('space')).toBe(home.ifcSpaceGuid);
  expect(misdeeds.foreign).toEqual([]);
});
