import type { Locator, Page } from '@playwright/test';
import { expect } from './estate-test.ts';

/** A desk, a wall, and the least that is looked at, CSS pixels. */
export const DESK_SIZE = { width: 1280, height: 720 } as const;
const SIZES = [DESK_SIZE, { width: 1920, height: 1080 }, { width: 640, height: 360 }] as const;

/** Nothing of an element stands out of it sideways, at any size. */
export async function expectToFit(page: Page, body: Locator, what: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const spill = await body.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(spill, `nothing of ${what} stands out at ${size.width}`).toBeLessThanOrEqual(0);
  }
}
