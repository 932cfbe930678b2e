import { chromium } from '@playwright/test';
import { findChromium } from '../scripts/find-chromium.mjs';
import { TwinProcess } from '../e2e/twin-process.ts';
export async function run() {
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-sandbox'] });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })).newPage();
    page.on('console', (m) => m.type() === 'error' && console.log('console', m.text(), m.location().url));
    page.on('pageerror', (e) => console.log('pageerror', e));
    const session = await page.request.post(`${twin.url}/api/v1/session`, { data: { account: 'admin', password: twin.password } });
    console.log('session', session.status());
    const size = (process.env.LOOK_SIZE ?? '1920x1080').split(',').map((s) => s.split('x').map(Number));
    for (const [i, [width, height]] of size.entries()) {
      await page.setViewportSize({ width: width!, height: height! });
      if (i === 0) await page.goto(`${twin.url}${process.env.LOOK_PATH ?? '/wall?scale=0.25'}`);
      const t = Date.now();
      await page.locator('[data-ready="true"]:visible').waitFor({ timeout: 100_000 }).catch(() => console.log('not ready'));
      await page.waitForTimeout(Number(process.env.LOOK_WAIT ?? 15_000));
      console.log('ready after', Date.now() - t);
      await page.screenshot({ path: `/tmp/look-${width}x${height}.png`, timeout: 120_000 });
    }
  } finally { await browser.close(); await twin.remove(); }
  return {};
}
run().then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });
