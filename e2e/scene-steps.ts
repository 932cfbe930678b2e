import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { LocalPoint, SiteFile } from 'twin-core';
import { expect, sceneReady } from './estate-test.ts';

/** A place of the page, CSS pixels. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

interface Counts {
  readonly tiles: number;
  readonly triangles: number;
}
interface SceneHooks {
  element(globalId: string): Promise<(PagePoint & { readonly visible: boolean }) | null>;
  count(): Promise<Readonly<Record<string, Counts>>>;
}
type HookedWindow = Window & { twin: { scene: SceneHooks } };

/** Cesium's field of view over the wider side of the picture. */
const FIELD_OF_VIEW = Math.PI / 3;
/** A click has been answered by the page when Playwright returns from it; what it changed is in the address a little later. */
const ANSWER_MS = 5000;

/** A file of the demonstration estate. */
export const readModels = async <T>(path: string) => JSON.parse(await readFile(`models/${path}`, 'utf8')) as T;

/** What of a building is drawn, by the hook every build has. */
export const countOf = (page: Page, building: string): Promise<Counts | undefined> =>
  page.evaluate(async (code) => (await (window as unknown as HookedWindow).twin.scene.count())[code], building);

/** Where an element of the selected building is drawn, by the hook every build has. */
export const elementAt = (page: Page, globalId: string) =>
  page.evaluate((id) => (window as unknown as HookedWindow).twin.scene.element(id), globalId);

/** Clicks things until one answers for itself; its GlobalId. What hangs before a thing is met instead of it. */
export async function pickOneOf(page: Page, globalIds: readonly string[], as: 'element' | 'space'): Promise<string> {
  for (const globalId of globalIds) {
    const place = await elementAt(page, globalId);
    if (!place?.visible) continue;
    const before = page.url();
    await page.mouse.click(place.x, place.y);
    const changed = await page
      .waitForURL((url) => url.href !== before, { timeout: ANSWER_MS })
      .then(
        () => true,
        () => false,
      );
    if (new URL(page.url()).searchParams.get(as) === globalId) return globalId;
    if (!changed) continue;
    await page.goBack();
    await sceneReady(page);
  }
  throw new Error(`none of ${globalIds.length} was met where it is`);
}

/** The room in the middle of the desk. */
export async function pictureOf(page: Page): Promise<PagePoint & { readonly width: number; readonly height: number }> {
  const box = await page.getByTestId('room').boundingBox();
  if (!box) throw new Error('there is no room');
  return box;
}

/** Where the site's first view shows a point of the site frame, metres. */
export async function inFirstView(page: Page, { view }: SiteFile, [x, y, z]: LocalPoint): Promise<PagePoint> {
  const picture = await pictureOf(page);
  const unit = (v: number[]) => v.map((one) => one / Math.hypot(...v)) as [number, number, number];
  const forward = unit(view.to.map((one, i) => one - view.from[i]!));
  const right = unit([forward[1], -forward[0], 0]);
  const up = [
    right[1] * forward[2] - right[2] * forward[1],
    right[2] * forward[0] - right[0] * forward[2],
    right[0] * forward[1] - right[1] * forward[0],
  ] as const;
  const seen = [x - view.from[0], y - view.from[1], z - view.from[2]] as const;
  const along = (axis: readonly [number, number, number]) => seen.reduce((sum, one, i) => sum + one * axis[i]!, 0);
  const focalPx = Math.max(picture.width, picture.height) / 2 / Math.tan(FIELD_OF_VIEW / 2);
  return {
    x: picture.x + picture.width / 2 + (along(right) / along(forward)) * focalPx,
    y: picture.y + picture.height / 2 - (along(up) / along(forward)) * focalPx,
  };
}

/** Moves the pointer about a place until the page says what is there. */
export async function hoverUntil(page: Page, { x, y }: PagePoint, text: string): Promise<void> {
  let by = 0;
  await expect(async () => {
    by = 1 - by;
    await page.mouse.move(x + by, y);
    await expect(page.getByTestId('hover-tip')).toContainText(text, { timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}
