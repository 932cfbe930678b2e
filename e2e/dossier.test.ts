import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';
import { readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

// The desk's least size.
test.use({ viewport: { width: 1280, height: 720 } });

/** Opens a file from disk in a browser without a network; what it asks for beside itself must stay empty. */
async function openOffline(browser: Browser, file: string): Promise<{ page: Page; asked: string[] }> {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 }, locale: 'zh-CN' });
  await context.setOffline(true);
  const page = await context.newPage();
  const asked: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('blob:')) asked.push(url);
  });
  page.on('console', (message) => message.type() === 'error' && asked.push(message.text()));
  page.on('pageerror', (error) => asked.push(String(error)));
  await page.goto(address);
  return { page, asked };
}

test('issue 9.6 an alarm becomes a dossier that opens from disk with the network off, proves itself, and names its first changed record', async ({
  page,
  browser,
  twin,
  gateway,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'twin-dossier-'));
  const devices =
    await readModels<{ code: string; name: string; kind: string; storey: string | null }[]>('devices.json');
  const detector = devices.filter(({ kind, storey }) => kind === 'smoke-detector' && storey !== null).at(-1)!;
  await signIn(page, twin, '/desk?view=map&scale=0.25');
  await page.getByTestId('desk').waitFor();
  const values = { alarm: true, obscurationPctM: 4.2 };
  const topic = `twin/jinyang/${detector.code}/observations`;
  await gateway.publishAsync(topic, JSON.stringify({ time: Date.now(), values }), { qos: 1 });
  const row = page.getByTestId('queue-row').filter({ hasText: detector.name });
  await row.locator('[data-queue-row]').click();
  const card = page.locator(`[data-alarm-card="${await row.getAttribute('data-alarm')}"]`);
  await card.getByTestId('action-acknowledge').click();
  await expect(row.getByTestId('queue-owner')).toContainText('系统管理员');
  const downloading = page.waitForEvent('download');
  await card.getByTestId('make-dossier').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^dossier-jinyang-.+\.html$/);
  const good = join(folder, 'good.html');
  await download.saveAs(good);

  const opened = await openOffline(browser, good);
  const dossier = opened.page.getByTestId('dossier');
  await expect(dossier).toHaveAttribute('data-verified', 'true', { timeout: 120_000 });
  await expect(opened.page.getByTestId('verdict')).toContainText('自签名以来未被改动');
  await expect(opened.page.getByTestId('place')).toHaveAttribute('data-ready', 'true', { timeout: 120_000 });
  await expect(opened.page.locator('[data-testid="place"] canvas')).toBeVisible();
  await expect(opened.page.locator(`[data-mark="${detector.code}"]`)).toContainText(detector.name);
  await expect(opened.page.getByTestId('actions')).toContainText('系统管理员');
  await expect(opened.page.getByTestId('charts').getByRole('img').first()).toBeVisible();
  await opened.page.getByTestId('language').click();
  await expect(opened.page.getByTestId('verdict')).toContainText('Unchanged since it was signed');
  const fingerprint = (await opened.page.getByTestId('fingerprint').textContent())!;
  expect(opened.asked).toEqual([]);
  await opened.page.context().close();
  const key = await page.request.get(`${twin.url}/api/v1/dossier-key`);
  expect(await key.json()).toMatchObject({ fingerprint });

  // Somebody else is to have acknowledged it.
  const text = await readFile(good, 'utf8');
  const lines = text.slice(text.lastIndexOf('id="records">')).split('\n').slice(1);
  const index = lines.findIndex((line) => line.includes('"action":"acknowledge"'));
  const changed = join(folder, 'changed.html');
  const forged = lines[index]!.replace('"action":"acknowledge"', '"action":"comment"');
  await writeFile(
    changed,
    text.replace(lines[index]!, () => forged),
  );
  const reopened = await openOffline(browser, changed);
  await expect(reopened.page.getByTestId('first-changed')).toHaveAttribute('data-index', String(index), {
    timeout: 120_000,
  });
  await expect(reopened.page.getByTestId('first-changed')).toContainText(`第 ${index} 条（事件）`);
  await reopened.page.context().close();

  // The same by the server and by the command line.
  await page.goto(`${twin.url}/drill?part=dossiers`);
  await page.getByTestId('choose-dossier').setInputFiles(good);
  await expect(page.getByTestId('dossier-report')).toContainText('由本小区签名');
  await page.getByTestId('choose-dossier').setInputFiles(changed);
  await expect(page.getByTestId('dossier-report')).toContainText(`第 ${index} 条（事件）`);
  const verified: unknown = JSON.parse((await twin.command('verify-dossier', good, '--json')).trim());
  expect(verified).toMatchObject({ ok: true, fingerprint });
  await expect(twin.command('verify-dossier', changed)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`record ${index} (event) is the first changed one`),
  });
  await rm(folder, { recursive: true });
});
