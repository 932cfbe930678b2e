import { setTimeout as sleep } from 'node:timers/promises';
import { FOLDER, ready, settle, shoot, signIn, withPicturePage } from './picture-page.ts';

const PICTURES = [
  'sign-in',
  'desk',
  'alarm',
  'map',
  'routes',
  'back-trace',
  'coverage',
  'interior',
  'underground',
  'wall',
  'reports',
];
/** The demonstration's first incidents are over then: an intrusion, smoke, an overheating charger, a falling object. */
const INCIDENTS_MS = 75_000;

/**
 * The pictures of the README and docs, taken from the running product (`npm run bench -- pictures`): the desk, an alarm, ways out, a fall traced, coverage, the map, a
 * storey, the pipes, the wall, the reports.
 */
export async function run(): Promise<object> {
  await withPicturePage({ path: '/desk', width: 1920, height: 1080 }, async (page, twin) => {
    await shoot(page, 'sign-in');
    await signIn(page, twin);
    await sleep(INCIDENTS_MS);
    await shoot(page, 'desk');
    await page.getByTestId('queue-row').filter({ hasText: '感烟报警' }).first().click();
    await settle(page);
    await shoot(page, 'alarm');
    await page.getByTestId('choice-map').click();
    await settle(page);
    await shoot(page, 'map');
    await page.getByTestId('choice-interior').click();
    await settle(page);
    await shoot(page, 'routes');
    await page.getByTestId('choice-scene').click();
    await page.getByTestId('queue-row').filter({ hasText: '高空抛物' }).first().click();
    await page.getByTestId('fall-look').click();
    await settle(page);
    await shoot(page, 'back-trace');
    await page.goto(`${twin.url}/desk`);
    await ready(page);
    await page.getByTestId('coverage').click();
    await page.getByTestId('coverage-perimeter').waitFor({ timeout: 120_000 });
    await settle(page);
    await shoot(page, 'coverage');
    await page.goto(`${twin.url}/desk?building=B05&storey=17F`);
    await ready(page);
    await page.getByTestId('choice-interior').click();
    await settle(page);
    await shoot(page, 'interior');
    await page.goto(`${twin.url}/desk`);
    await ready(page);
    await page.getByTestId('underground').click();
    await settle(page);
    await shoot(page, 'underground');
    await page.goto(`${twin.url}/wall`);
    await ready(page);
    await settle(page);
    await shoot(page, 'wall');
    await page.goto(`${twin.url}/reports`);
    await page.getByTestId('bar-chart').waitFor();
    await shoot(page, 'reports');
  });
  return { pictures: PICTURES.map((name) => `${FOLDER}/${name}.png`) };
}
