import type { Page } from '@playwright/test';
import { BuildingOutline } from 'twin-core';
import { expect, sceneReady, signIn, test } from './estate-test.ts';
import type { TwinProcess } from './twin-process.ts';

// A desk's least size, drawn at half resolution for the software renderer.
test.use({ viewport: { width: 1280, height: 720 } });

const BUILDING = 'B05';
const STOREY = '17F';
/** How long the site's scene may take on a software renderer beside other work, milliseconds. */
const SCENE_MS = 180_000;

/** What the page itself knows of the building: places in metres in the building frame. */
async function outlineOf(page: Page, twin: TwinProcess): Promise<BuildingOutline> {
  const site = await (await page.request.get(`${twin.url}/api/v1/site`)).json();
  const { model } = site.buildings.find(({ code }: { code: string }) => code === BUILDING);
  return BuildingOutline.parse(await (await page.request.get(`${twin.url}${model}`)).json());
}

/** Opens a storey from the inside and shows it as a plan. */
async function openPlan(page: Page, twin: TwinProcess): Promise<BuildingOutline> {
  await signIn(page, twin, `/desk?building=${BUILDING}&storey=${STOREY}&view=interior&scale=0.5`);
  await sceneReady(page);
  await page.getByTestId('inside-plan').click();
  await expect(page.locator('[data-view="plan"][data-ready="true"]')).toBeVisible();
  return outlineOf(page, twin);
}

/** Where a place of the building, [x, y] metres, is drawn on the plan: by the scale bar's own rule, through two devices' symbols. */
async function planPlace(page: Page, outline: BuildingOutline, [x, y]: readonly [number, number]) {
  const storey = outline.storeys.find(({ name }) => name === STOREY)!;
  const known = outline.devices.filter(({ storey: at, tag }) => at === storey.globalId && tag !== null);
  const drawn = await page.evaluate(
    (codes) =>
      codes.map((code) => {
        const { scene } = (window as unknown as { twin: { scene: { locate(code: string): { x: number; y: number } } } })
          .twin;
        return scene.locate(code);
      }),
    known.map(({ tag }) => tag!),
  );
  // The two furthest apart from left to right tell the scale best.
  const order = known.map((_, at) => at).sort((a, b) => known[a]!.position[0] - known[b]!.position[0]);
  const [left, right] = [order[0]!, order.at(-1)!];
  const scale = (drawn[right]!.x - drawn[left]!.x) / (known[right]!.position[0] - known[left]!.position[0]);
  const [fromX, fromY] = known[left]!.position;
  return { x: drawn[left]!.x + (x - fromX) * scale, y: drawn[left]!.y - (y - fromY) * scale };
}

test('6.4.1-3-7, 6.4.1-2-5: the tree finds a home of the building, flies there and opens its record; the model’s file is saved from the panel', async ({
  page,
  twin,
  misdeeds,
}) => {
  await signIn(page, twin, `/desk?building=${BUILDING}&storey=${STOREY}&view=interior&scale=0.5`);
  await sceneReady(page);
  await page.getByTestId('inside-tree').click();
  await page.getByTestId('tree-search').fill('901');
  const home = page.locator('[data-kind="space"]').filter({ hasText: /^901/ });
  await home.click();
  await expect(page.locator('[data-storey="9F"][data-view="solid"][data-ready="true"]')).toBeVisible();
  await expect(page.locator('[data-house="B05-1-901"]')).toBeVisible();
  const version = page.getByTestId('versions').locator('[data-version="1"][data-current="true"]');
  const download = page.waitForEvent('download');
  await version.getByTestId('version-file').click();
  expect((await download).suggestedFilename()).toBe('b05.ifc');
  expect(misdeeds.errors).toEqual([]);

  // By keyboard alone: up to the storey, and back down.
  await page.getByTestId('tree-search').fill('');
  const tree = page.getByTestId('tree');
  await expect(tree.locator('[data-row="0"][data-kind="site"]')).toBeVisible();
  await tree.focus();
  await tree.press('Home');
  await tree.press('ArrowDown');
  await tree.press('ArrowDown');
  await tree.press('Enter');
  await expect(page).toHaveURL(/storey=RF/);
});

test('6.4.1-2-6: a click on a door shows its card with its GlobalId, and the site opens on the same element', async ({
  page,
  twin,
}) => {
  test.setTimeout(3 * SCENE_MS);
  const outline = await openPlan(page, twin);
  const storey = outline.storeys.find(({ name }) => name === STOREY)!;
  const door = outline.doors.find(({ storey: at, name }) => at === storey.globalId && name === '入户防盗门')!;
  // A new server indexes its buildings' elements while it works already.
  const record = `${twin.url}/api/v1/buildings/${BUILDING}/elements/${encodeURIComponent(door.globalId)}`;
  await expect.poll(async () => (await page.request.get(record)).status(), { timeout: SCENE_MS }).toBe(200);
  const { min, max } = door.box!;
  const at = await planPlace(page, outline, [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2]);
  await page.mouse.click(at.x, at.y);
  await expect(page).toHaveURL(new RegExp(`element=${encodeURIComponent(door.globalId).replace('$', '\\$')}`));
  await expect(page.getByTestId('element-card')).toContainText(door.globalId);
  await expect(page.locator('[data-testid="element-card"][data-state="ready"]')).toContainText('入户防盗门');

  await page.getByTestId('choice-scene').click();
  await expect(page.getByTestId('element-card')).toContainText(door.globalId);
  await expect.poll(() => page.evaluate(shownInScene, door.globalId), { timeout: SCENE_MS }).toBe(true);
});

/** Whether the site's scene has an element in view, by the hook every build has; false until it is there. */
async function shownInScene(globalId: string): Promise<boolean> {
  const { twin } = window as unknown as {
    twin?: { scene: { element?(id: string): Promise<{ visible: boolean } | null> } };
  };
  return (await twin?.scene.element?.(globalId))?.visible ?? false;
}

test('inside: the inner side of a wall of 13.30 m measures 13.30 m between its corners', async ({ page, twin }) => {
  const outline = await openPlan(page, twin);
  const home = outline.spaces.find(({ name }) => name === '1704')!;
  const xs = home.footprint.map(([x]) => x);
  const east = Math.max(...xs);
  const [south, north] = [-6.15, 7.15];
  expect(home.footprint).toEqual(
    expect.arrayContaining([
      [east, south],
      [east, north],
    ]),
  );
  await page.getByTestId('inside-measure').click();
  await expect(page.locator('[data-view="plan"][data-ready="true"]')).toBeVisible();
  for (const y of [south, north]) {
    // Two pixels inside the room: the corner draws the pointer.
    const at = await planPlace(page, outline, [east, y]);
    await page.mouse.move(at.x - 2, at.y + (y === south ? -2 : 2));
    await expect(page.locator('[data-testid="measurements"] [data-snap="corner"]')).toBeVisible();
    await page.mouse.click(at.x - 2, at.y + (y === south ? -2 : 2));
  }
  const result = page.getByTestId('measure-results').locator('b');
  await expect(result).toHaveText(/13\.(29|30|31)\s*m/);
});

test('inside: a walker goes through the door at the corridor’s end and stops at a wall behind it', async ({
  page,
  twin,
}) => {
  test.slow();
  await signIn(page, twin, `/desk?building=${BUILDING}&storey=${STOREY}&view=interior&scale=0.5`);
  await sceneReady(page);
  await page.getByTestId('inside-walk').click();
  const walk = page.getByTestId('walk');
  await expect(walk).toContainText('走廊');
  await expect(page.locator('[data-view="walk"][data-ready="true"]')).toBeVisible();
  const feet = async () => {
    const text = await page.locator('[data-feet]').getAttribute('data-feet');
    return text!.split(' ').map(Number) as [number, number, number];
  };
  const [fromX, , floor] = await feet();
  expect(floor).toBeCloseTo(47.5, 2);
  await page.keyboard.down('Shift');
  await page.keyboard.down('w');
  await expect(walk).toContainText('1704');
  // Until two looks see the same place, well behind the door.
  let last = Number.NaN;
  await expect
    .poll(
      async () => {
        const [x] = await feet();
        const still = x === last && x - fromX > 9;
        last = x;
        return still;
      },
      { intervals: [2_000], timeout: 180_000 },
    )
    .toBe(true);
  await page.keyboard.up('w');
  await page.keyboard.up('Shift');
  const [x, y, z] = await feet();
  expect(x - fromX).toBeGreaterThan(9);
  // The outer wall's inner side is at 15.35 m; a walker is half a metre broad.
  expect(x).toBeLessThanOrEqual(15.11);
  expect(Math.abs(y - 1.25)).toBeLessThan(1);
  expect(z).toBeCloseTo(floor, 2);

  await page.keyboard.press('Escape');
  await expect(page.locator('[data-view="solid"]')).toBeVisible();
  await expect(page).toHaveURL(/building=B05/);
});
