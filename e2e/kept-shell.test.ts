import type { Page } from '@playwright/test';
import { expect, ownTwin, signIn, TWIN_SCOPE, test } from './estate-test.ts';

const own = test.extend<object>({ twin: [ownTwin(), TWIN_SCOPE] });
own.use({ serviceWorkers: 'allow' });

/** Paths that the browser keeps of this client. */
const keptPaths = (page: Page) =>
  page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    return paths;
  });

own(
  '6.4.11-1: the desk can be installed, opens without the server and says that it is gone, keeps nothing of the API, and comes back by itself',
  async ({ page, twin }) => {
    await signIn(page, twin, '/desk?view=map');
    await expect(page.getByTestId('desk')).toBeVisible();
    const manifest = await (await page.request.get(`${twin.url}/manifest.webmanifest`)).json();
    expect(manifest).toMatchObject({ start_url: '/desk', display: 'standalone' });
    for (const { src, type } of manifest.icons) {
      const icon = await page.request.get(twin.url + src);
      expect(icon.headers()['content-type']).toContain(type);
    }
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    // Once more, now through the worker.
    await page.reload();
    await expect(page.getByTestId('connection')).toHaveAttribute('data-status', 'live');
    const paths = await keptPaths(page);
    expect(paths).toContain('/');
    expect(paths.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
    await twin.stop();
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('连不上服务器');
    await twin.start();
    await expect(page.getByTestId('desk')).toBeVisible({ timeout: 60_000 });
  },
);

own('WALL: a shell that was kept never stands in the way of another version', async ({ page, twin }) => {
  await signIn(page, twin, '/reports');
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  // What an older build had left: its page and its program.
  await page.evaluate(async () => {
    const old = '<!doctype html><title>old</title><script type="module" src="/assets/old.js"></script>';
    await (await caches.open('shell')).put('/', new Response(old, { headers: { 'content-type': 'text/html' } }));
    await (await caches.open('assets')).put('/assets/old.js', new Response('document.title = "old"'));
  });
  await page.reload();
  await expect(page).not.toHaveTitle('old');
  await expect.poll(async () => (await keptPaths(page)).includes('/assets/old.js')).toBe(false);
});
