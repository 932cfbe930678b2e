import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { test as base, expect, ownTwin, signIn, TWIN_SCOPE } from './estate-test.ts';

// Simulated incidents come and go; a server of its own keeps other tests' alarms out of what is looked at.
const test = base.extend<object>({ twin: [ownTwin(), TWIN_SCOPE] });
test.use({ viewport: { width: 1280, height: 720 } });

const THEMES = ['wall-dark', 'desk-grey', 'light'] as const;
/** Every page, with what is there when it is complete. */
const PAGES: readonly (readonly [path: string, complete: string])[] = [
  ['/', '[data-testid="open-operations"]'],
  ['/desk?view=map', '[data-testid="queue-row"]'],
  ['/desk?view=map&device=FA-05-17-03', '[data-testid="details"] h2'],
  ['/wall?scale=0.25', '[data-testid="queue-row"]'],
  ['/reports', 'main section'],
  ['/settings', 'main table'],
  ['/admin/operations', '[data-testid="stages"]'],
  ['/admin/operations?part=log', '[data-testid="audit"]'],
  ['/orders', '[data-testid="order-new"]'],
  ['/orders?tab=systems', '[data-testid="system-report"]'],
  ['/conformance', 'main table'],
  ['/drill', 'main section'],
  ['/drill?part=scenarios', '[data-testid="scenario-text"]'],
  ['/drill?part=dossiers', '[data-testid="past-alarms-words"]'],
  ['/board', '[data-testid="board"]'],
  ['/ways', '[data-testid="user-menu"]'],
];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe finds against the page, every rule of its own choice, one line a place. */
async function violationsOf(page: Page): Promise<string[]> {
  // Not as a script of the page, which its security policy would refuse.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await runner.run()).violations;
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** As a person does, from the user menu, which is looked at with it; where there is none yet, by what the browser keeps. */
async function choose(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  const menu = page.getByTestId('user-menu');
  if ((await menu.count()) === 0) {
    await page.evaluate((name) => localStorage.setItem('twin.preferences', JSON.stringify({ theme: name })), theme);
    await page.reload();
    await page.locator('main, [data-testid="sign-in"]').first().waitFor();
  } else {
    const choice = page.getByTestId(`choice-${theme}`);
    if (!(await choice.isVisible())) await menu.click();
    await choice.click();
  }
  await expect(page.locator(`:root[data-theme="${theme}"]`)).toBeAttached();
}

test('WCAG 2.2: signing in has no violation in any theme', async ({ page, twin }) => {
  await page.goto(twin.url);
  await page.getByTestId('sign-in').waitFor();
  for (const theme of THEMES) {
    await choose(page, theme);
    expect.soft(await violationsOf(page), theme).toEqual([]);
  }
});

for (const [path, complete] of PAGES) {
  test(`WCAG 2.2: ${path} has no violation in any theme`, async ({ page, twin }) => {
    await signIn(page, twin, path);
    await page.locator(complete).first().waitFor({ timeout: 180_000 });
    for (const theme of THEMES) {
      await choose(page, theme);
      expect.soft(await violationsOf(page), theme).toEqual([]);
    }
  });
}
