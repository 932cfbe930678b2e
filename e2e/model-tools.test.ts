import type { Page } from '@playwright/test';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import { countOf, elementAt, pickOneOf } from './scene-steps.ts';

// A desk's least size, drawn at half resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

/** GlobalIds of the windows of B05's highest storey with homes, and of its homes' spaces. */
async function insideOf(page: Page, origin: string): Promise<{ windows: string[]; homes: string[] }> {
  const get = async (path: string) => (await page.request.get(`${origin}/api/v1${path}`)).json();
  const windows: { items: { globalId: string }[] } = await get(
    '/buildings/B05/elements?class=IfcWindow&storey=26F&limit=100',
  );
  const houses: { items: { ifcSpaceGuid: string | null }[] } = await get('/houses?building=B05&storey=26F');
  return {
    windows: windows.items.map(({ globalId }) => globalId),
    homes: houses.items.flatMap(({ ifcSpaceGuid }) => ifcSpaceGuid ?? []),
  };
}

test('6.4.1-2-6, 6.4.1-3-7: a storey alone, pulled apart, walls ghosted, a section, a window picked by GlobalId with its card, a home by its floor', async ({
  page,
  twin,
  misdeeds,
}) => {
  await signIn(page, twin, '/desk?scale=0.5&building=B05');
  await sceneReady(page);
  const afar = await countOf(page, 'B05');

  // One storey, then one up and down by key: its inside is loaded, what is above is not drawn.
  await page.getByTestId('storeys').locator('button', { hasText: /^26F$/ }).click();
  await expect(page).toHaveURL(/storey=26F/);
  await page.keyboard.press('PageDown');
  await expect(page).toHaveURL(/storey=25F/);
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/storey=26F/);
  await sceneReady(page);
  expect((await countOf(page, 'B05'))?.tiles).toBeGreaterThan(afar?.tiles ?? Infinity);

  // The same window moves up with its storey when the storeys are pulled apart.
  const { windows, homes } = await insideOf(page, twin.url);
  const first = windows[0] ?? '';
  const together = await elementAt(page, first);
  await page.getByTestId('model-storeys').click();
  await page.getByTestId('model-explode').fill('20');
  await expect.poll(async () => (await elementAt(page, first))?.y).toBeLessThan(together?.y ?? -Infinity);
  await page.getByTestId('model-reset').click();
  await expect.poll(async () => (await elementAt(page, first))?.y).toBeCloseTo(together?.y ?? 0, 3);

  await sceneReady(page);
  await pickOneOf(page, homes, 'space');
  await expect(page.getByTestId('building-panel')).toContainText('B05-');

  await page.getByTestId('model-classes').click();
  const walls = page.locator('[data-fade="IfcWall"]');
  await walls.getByTestId('fade-ghost').click();
  await expect(walls.getByTestId('fade-ghost')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('model-section').click();
  await page.getByTestId('choice-y').click();
  // A slider has the keys that move it, and no other: the storey stays, and Escape closes the tools.
  const place = page.getByTestId('model-section-place');
  await place.fill('88');
  await place.press('PageUp');
  await expect(place).toHaveValue('98');
  await expect(page).toHaveURL(/storey=26F/);
  await place.press('Escape');
  await expect(page.getByTestId('model-panel')).toHaveCount(0);
  await sceneReady(page);

  // Of the windows of the storey at least one faces the camera: the click on its middle is answered with its own card.
  const picked = await pickOneOf(page, windows, 'element');
  const card = page.getByTestId('element-card');
  await expect(card).toHaveAttribute('data-state', 'ready');
  await expect(card).toContainText(picked);
  await expect(card).toContainText('IfcWindow');
  await expect(card).toContainText('26F');
  await expect(card).toContainText('Pset_WindowCommon');
  await page.getByTestId('property-filter').fill('IsExternal');
  await expect(card).toContainText('IsExternal');
  await page.getByTestId('property-filter').fill('no such property');
  await expect(card).not.toContainText('Pset_WindowCommon');

  // Escape leaves the field first; the look ends with the selection.
  await page.keyboard.press('Escape');
  await expect(card).toContainText(picked);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('model-tools')).toHaveCount(0);
  expect(misdeeds.errors).toEqual([]);
});
