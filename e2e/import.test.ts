import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from './estate-test.ts';
import { FIXTURES, importAs, importDone, jobOf, openImports, sampleFile } from './import-steps.ts';

/** A desk without a picture in its middle: what is proved here needs none, and drawing one takes longer than all the rest. */
const DESK = '/desk?view=interior';

test.use({ viewport: { width: 1280, height: 720 } });
test.skip(!FIXTURES, 'TWIN_FIXTURES names no folder of sample files');

const DUPLEX = 'duplex_a_arch_georef_ifc2x3.ifc';

interface SiteBuilding {
  readonly code: string;
  readonly placement: { readonly longitude: number; readonly latitude: number };
  readonly tileset: string | null;
  readonly builtYear: number | null;
}

test('6.4.1-2-5: Duplex is chosen, goes through its stages while the server answers, and stands at its own georeference', async ({
  page,
  twin,
  gateway,
  misdeeds,
}) => {
  await signIn(page, twin, DESK);
  await openImports(page);
  const job = await importAs(page, sampleFile(DUPLEX), 'DUPLEX');

  // The server stays responsive meanwhile: it answers, and an alarm goes through.
  const devices = JSON.parse(await readFile('models/devices.json', 'utf8')) as { code: string; kind: string }[];
  const detector = devices.find(({ kind }) => kind === 'smoke-detector')!.code;
  // Two minutes ahead of the simulator's own values of this detector.
  const smoke = { time: Date.now() + 120_000, values: { alarm: true } };
  await gateway.publishAsync(`twin/jinyang/${detector}/observations`, JSON.stringify(smoke), { qos: 1 });
  expect((await page.request.get(`${twin.url}/healthz`)).status()).toBe(200);
  await expect
    .poll(async () => {
      const { items } = (await (await page.request.get(`${twin.url}/api/v1/alarms?q=${detector}`)).json()) as {
        items: { device: string }[];
      };
      return items.some(({ device }) => device === detector);
    })
    .toBe(true);

  await importDone(job);
  // However fast it went: the server keeps which stages it went through, and the page says how long each took.
  await expect(job.getByTestId('import-stages')).toHaveAttribute(
    'data-stages',
    'upload queued parse mesh tile index done',
  );

  await job.getByTestId('import-report').locator('summary').click();
  await expect(job.getByTestId('import-report')).toContainText('ePSet_MapConversion');
  await expect(job.getByTestId('import-report')).toContainText('218');
  await expect(job.getByTestId('import-stands')).toHaveAttribute('data-stands', 'file');

  const site = (await (await page.request.get(`${twin.url}/api/v1/site`)).json()) as { buildings: SiteBuilding[] };
  const duplex = site.buildings.find(({ code }) => code === 'DUPLEX')!;
  expect(duplex.placement.longitude).toBeCloseTo(6.122, 3);
  expect(duplex.placement.latitude).toBeCloseTo(49.629, 3);
  expect(duplex.builtYear).toBeNull();
  expect((await page.request.get(`${twin.url}${duplex.tileset}`)).status()).toBe(200);

  expect(misdeeds.foreign).toEqual([]);
});

test('6.4.1-2-5: an upload that stopped goes on with the same file after a reload, and a lost connection by itself', async ({
  page,
  twin,
}) => {
  let tries = 0;
  await page.route('**/api/v1/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    tries++;
    return route.abort('connectionreset');
  });
  await signIn(page, twin, DESK);
  await openImports(page);
  const job = await importAs(page, sampleFile('pcert_building_mapconversion_ifc4.ifc'), 'PCERT');
  await expect(job).toHaveAttribute('data-stage', 'upload');
  // Not cut short: it must have been tried more than once by then.
  await expect.poll(() => tries).toBeGreaterThan(2);

  await page.reload();
  await openImports(page);
  await expect(jobOf(page, 'PCERT').getByTestId('import-continue')).toBeVisible();
  await page.getByTestId('import-files').setInputFiles(sampleFile('pcert_building_mapconversion_ifc4.ifc'));
  // Still away: it is tried again and again, until the way is free.
  await expect(jobOf(page, 'PCERT').getByTestId('import-continue')).toBeHidden();
  await page.unroute('**/api/v1/uploads/*');
  await importDone(jobOf(page, 'PCERT'));
});

test('6.4.1-2-5: what is no model is refused with the reason; a cancelled import leaves nothing behind', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, DESK);
  await openImports(page);
  const bad = { name: 'broken.ifc', mimeType: 'application/x-step', buffer: Buffer.from('ISO-10303-21; no more') };
  await page.getByTestId('import-files').setInputFiles([bad, { ...bad, name: 'plan.dwg' }]);
  await expect(page.getByText('plan.dwg')).toBeVisible();
  await page.getByTestId('import-start').click();
  const failed = jobOf(page, 'BROKEN');
  await expect(failed).toHaveAttribute('data-stage', 'failed');
  await expect(failed.getByTestId('import-failure')).toContainText('broken.ifc');

  // Its file never arrives: however fast the server is, the import is under way when it is cancelled.
  await page.route('**/api/v1/uploads/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.continue(),
  );
  const job = await importAs(page, sampleFile('office_a_ifc2x3.ifc'), 'OFFICE');
  await job.getByTestId('import-cancel').click();
  await expect(jobOf(page, 'OFFICE')).toHaveAttribute('data-stage', 'cancelled');
  // The button that was pressed last is gone: Escape closes the dialog all the same.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('import-choose')).toBeHidden();
  const site = (await (await page.request.get(`${twin.url}/api/v1/site`)).json()) as { buildings: SiteBuilding[] };
  expect(site.buildings.map(({ code }) => code)).not.toContain('OFFICE');
});
