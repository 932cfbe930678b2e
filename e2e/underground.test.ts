import { readFile } from 'node:fs/promises';
import type { SiteFile } from 'twin-core';
import { expect, sceneReady, signIn, test } from './estate-test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

interface Pipes {
  readonly features: readonly {
    readonly id: string;
    readonly geometry: { readonly coordinates: [number, number][] };
  }[];
}

const read = async <T>(path: string) => JSON.parse(await readFile(`models/${path}`, 'utf8')) as T;

test('4.2.3 underground: a water main is seen through the ground and clicked, and a burst names the valves to shut', async ({
  page,
  twin,
  misdeeds,
}) => {
  const { frame } = await read<SiteFile>('site.json');
  const { features } = await read<Pipes>('networks/water.geojson');
  const [from, to] = features.find(({ id }) => id === 'JS-S3')!.geometry.coordinates;
  const share = 0.42;
  // The main lies 1.3 m below the ground and is 0.2 m wide.
  const place = [from![0] + (to![0] - from![0]) * share, from![1], frame.height - 1.4] as const;

  await signIn(page, twin, '/desk?scale=0.4');
  await sceneReady(page);
  await page.getByTestId('underground').click();
  await expect(page.getByTestId('underground-panel')).toContainText('给水');
  await sceneReady(page);

  const at = await page.evaluate(
    ([longitude, latitude, height]) =>
      (
        window as unknown as {
          twin: {
            scene: { place(x: number, y: number, z: number): { x: number; y: number; visible: boolean } | null };
          };
        }
      ).twin.scene.place(longitude, latitude, height),
    place,
  );
  expect(at?.visible).toBe(true);
  await page.mouse.click(at!.x, at!.y);
  const card = page.getByTestId('pipe-card');
  await expect(card).toHaveAttribute('data-pipe', /^JS-S3~/, { timeout: 20_000 });
  await expect(card).toContainText('DN200');
  await expect(card).toContainText('1.3 m');

  await page.getByTestId('trace-isolate').click();
  const closures = page.getByTestId('trace-closures').getByRole('button');
  await expect(closures.first()).toContainText('阀门');
  expect(await closures.count()).toBeGreaterThanOrEqual(2);
  await closures.first().click();
  await expect(page.getByTestId('trace-result')).toBeVisible();
  expect(misdeeds.errors).toEqual([]);
});
