import { expect, type Page } from '@playwright/test';

/** Takes the graphics context of the room's canvas away, as a driver does that is reset. */
const loseContext = (page: Page) =>
  page.evaluate(() => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-testid="room"] canvas')];
    for (const canvas of canvases) canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  });

/** Loses the graphics context of the room in the middle and waits until the room is drawn again: milliseconds that took. */
export async function recover(page: Page): Promise<number> {
  await page.evaluate(() => {
    const room = document.querySelector('[data-testid="room"]')!;
    const seen = window as unknown as { lostAt: number; backAt: number };
    seen.backAt = 0;
    let lost = false;
    const look = () => {
      const ready = [...room.querySelectorAll<HTMLElement>('[data-ready]')].some(
        ({ dataset, offsetWidth }) => dataset.ready === 'true' && offsetWidth > 0,
      );
      lost ||= !ready;
      if (lost && ready && seen.backAt === 0) seen.backAt = performance.now();
    };
    new MutationObserver(look).observe(room, { subtree: true, childList: true, attributes: true });
    seen.lostAt = performance.now();
  });
  await loseContext(page);
  const spent = () =>
    page.evaluate(() => {
      const seen = window as unknown as { lostAt: number; backAt: number };
      return seen.backAt === 0 ? 0 : seen.backAt - seen.lostAt;
    });
  await expect.poll(spent, { timeout: 180_000 }).toBeGreaterThan(0);
  return spent();
}
