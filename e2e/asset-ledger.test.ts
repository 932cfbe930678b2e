import { expect, signIn, test } from './estate-test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

const DEVICE = 'VP-04';

test('8.2.1-1, 8.2.1-2, 8.2.1-3, 8.2.1-4 an asset has those whose it is, its state, a ledger in which what became of it is entered, and one code that opens it', async ({
  page,
  twin,
}) => {
  await signIn(page, twin, `/desk?view=map&scale=0.25&device=${DEVICE}`);
  const ledger = page.getByTestId('ledger');
  const panel = page.locator('section').filter({ has: ledger }).last();
  await expect(panel).toContainText('在用');
  // Whose it is stands in its record; said of this one alone, it is no longer as of all cameras.
  const rights = panel.getByTestId('asset-rights');
  await expect(rights).toContainText('晋阳嘉园物业服务中心');
  await expect(rights).toContainText('晋安安防工程有限公司');
  await panel.getByTestId('rights-change').click();
  await page.getByTestId('choice-device').click();
  await page.getByTestId('rights-opsRight').selectOption('JYJY-PM-ENG');
  await page.getByTestId('dialog-submit').click();
  await expect(rights).toContainText('工程维修部');
  await panel.getByTestId('ledger-enter').click();
  await page.getByTestId('ledger-step').selectOption('repair');
  await page.getByTestId('ledger-note').fill('更换镜头');
  await page.getByTestId('dialog-submit').click();
  await expect(ledger.locator('[data-step="repair"]')).toContainText('更换镜头');
  await expect(panel.getByRole('heading').locator('..')).toContainText('维修');
  await panel.locator('summary').click();
  await expect(panel.getByRole('img', { name: DEVICE })).toBeVisible();
  const address = await panel.getByRole('link', { name: DEVICE }).getAttribute('href');
  // As a phone that reads the code goes there.
  await page.goto(address!);
  await expect(page.locator(`[data-device="${DEVICE}"]`)).toBeVisible();
  await expect(ledger.locator('[data-step="repair"]')).toContainText('更换镜头');
  // What was said of it alone is taken back.
  await panel.getByTestId('rights-change').click();
  await page.getByTestId('rights-as-facility').click();
  await expect(rights).toContainText('晋安安防工程有限公司');
  await ledger.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('ledger.png') });
});
