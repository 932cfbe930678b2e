import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from './estate-test.ts';
import { DESK_SIZE, expectToFit } from './page-sizes.ts';

test('4.1.3 every clause with its state and its tests: found by chapter, state and words, in both languages, and from there to where it can be seen', async ({
  page,
  twin,
  misdeeds,
}) => {
  await page.setViewportSize(DESK_SIZE);
  await signIn(page, twin, '/');
  await page.getByTestId('open-conformance').click();
  await expect(page).toHaveURL(/\/conformance$/);
  const rows = page.locator('[data-clause]');
  const list = (await readFile('docs/conformance.tsv', 'utf8')).trimEnd().split('\n');
  await expect(rows).toHaveCount(list.length - 1);
  await expect(page.locator('[data-count="all"]')).toHaveText(String(list.length - 1));

  await page.getByTestId('clause-chapter').selectOption('7');
  await page.getByTestId('choice-proven').click();
  const proven = Number(await page.locator('[data-count="proven"]').textContent());
  await expect(rows).toHaveCount(proven);
  await page.getByTestId('clause-search').fill('误报');
  await expect(page).toHaveURL(/chapter=7&state=proven&q=/);
  const cleared = page.getByTestId('clauses').locator('tr', { has: page.locator('[data-clause="7.2.7-3"]') });
  await expect(cleared).toContainText('已证明');
  await cleared.locator('summary').click();
  await expect(cleared).toContainText('e2e/alarm-work.test.ts');

  // The address says it all: what somebody else opens is the same.
  await page.reload();
  await expect(page.getByTestId('clause-search')).toHaveValue('误报');
  await page.getByTestId('language').click();
  await expect(cleared).toContainText('False alarms cleared by hand');
  await expectToFit(page, page.getByTestId('conformance'), 'the list');
  await page.getByTestId('clause-search').fill('no such clause');
  await expect(rows).toHaveCount(0);
  await page.getByTestId('clause-search').fill('E6.1.8-1');
  await page.getByTestId('choice-all').click();
  await page.getByTestId('clause-chapter').selectOption('');
  await page.getByTestId('clauses').getByRole('link').click();
  await expect(page).toHaveURL(/\/reports/);
  expect(misdeeds.errors).toEqual([]);
});
