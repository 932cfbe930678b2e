import { FOLDER, settle, shoot, signIn, withPicturePage } from './picture-page.ts';

const PICTURES = ['tour-start', 'tour-search', 'tour-device', 'tour-alarm', 'tour-wall', 'tour-report'];

/** The pictures of docs/tour.md, taken from the running product (`npm run bench -- tour-pictures`), in the order of the walk. */
export async function run(): Promise<object> {
  await withPicturePage({ path: '/desk?view=map', width: 1280, height: 720 }, async (page, twin) => {
    await signIn(page, twin);
    await settle(page);
    await page.getByTestId('tour-start').click();
    await shoot(page, 'tour-start');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('zxldqxz');
    await page.getByTestId('search-results').getByText('EN-WX-01').waitFor();
    await shoot(page, 'tour-search');
    await page.keyboard.press('Enter');
    const values = page.locator('[data-device="EN-WX-01"] [data-property="temperatureC"]');
    await values.waitFor();
    await settle(page);
    await page.getByTestId('device-extended').scrollIntoViewIfNeeded();
    await shoot(page, 'tour-device');
    const row = page.getByTestId('queue-row').filter({ hasText: '感烟报警' }).first();
    await row.waitFor({ timeout: 120_000 });
    await row.locator('[data-queue-row]').click();
    await row.getByTestId('acknowledge').click();
    await settle(page);
    await shoot(page, 'tour-alarm');
    await page.keyboard.press('/');
    await page.keyboard.type('FO-06-S1');
    await page.getByTestId('search-results').getByText('FO-06-S1').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-device="FO-06-S1"]').getByTestId('send-to-wall').click();
    await page.getByTestId('director-open').click();
    await page.getByTestId('director').locator('[data-camera="FO-06-S1"]').waitFor();
    await settle(page);
    await shoot(page, 'tour-wall');
    await page.goto(`${twin.url}/reports?part=period`);
    await page.getByTestId('period-environment').waitFor();
    await shoot(page, 'tour-report');
  });
  return { pictures: PICTURES.map((name) => `${FOLDER}/${name}.png`) };
}
