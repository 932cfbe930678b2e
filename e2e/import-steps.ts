import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './estate-test.ts';

/** Folder of outside sample files; undefined where there is none. */
export const FIXTURES = process.env.TWIN_FIXTURES;

/** A sample IFC file. */
export const sampleFile = (name: string) => join(FIXTURES ?? '', 'ifc', name);

/** Opens the import dialog of a desk. */
export async function openImports(page: Page): Promise<void> {
  await page.getByTestId('import-open').click();
  await page.getByTestId('import-choose').waitFor();
}

/** Chooses a file in the open dialog and starts it as a new building; returns its card once the server knows it. */
export async function importAs(page: Page, file: string, code: string): Promise<Locator> {
  await page.getByTestId('import-files').setInputFiles(file);
  const draft = page.getByTestId('import-draft').last();
  await draft.getByTestId('import-code').fill(code);
  await draft.getByTestId('import-start').click();
  const job = jobOf(page, code);
  await expect(job).toBeVisible();
  return job;
}

/** The card of the newest import of a building. */
export const jobOf = (page: Page, code: string) =>
  page.locator(`[data-testid="import-job"][data-building="${code}"]`).first();

/** Waits until an import went well. */
export async function importDone(job: Locator): Promise<void> {
  await expect(job).toHaveAttribute('data-stage', /^(done|failed|cancelled)$/, { timeout: 180_000 });
  expect(await job.getAttribute('data-stage'), (await job.textContent()) ?? undefined).toBe('done');
}
