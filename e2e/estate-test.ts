import { test as base, expect, type Page } from '@playwright/test';
import { connectAsync, type MqttClient } from 'mqtt';
import { TwinProcess } from './twin-process.ts';

/** What every browser test shares: one running server a worker, an outside MQTT client, and a page that watches itself. */
interface Estate {
  readonly twin: TwinProcess;
}

interface Desk {
  /** An MQTT client with the demo gateway's account, as an outside system has it. */
  readonly gateway: MqttClient;
  /** Console errors and requests to other hosts seen so far: both must stay empty. */
  readonly misdeeds: { readonly errors: string[]; readonly foreign: string[] };
}

export const TWIN_SCOPE = { scope: 'worker', timeout: 240_000 } as const;

/**
 * A running server for a worker; a file that overrides `twin` with it has one that no other file uses. A function of its own each time: files
 * whose fixture is the same function share a worker.
 */
export const ownTwin =
  () =>
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  async ({}: object, use: (twin: TwinProcess) => Promise<void>): Promise<void> => {
    const twin = await TwinProcess.create();
    await use(twin);
    await twin.remove();
  };

export const test = base.extend<Desk, Estate>({
  twin: [ownTwin(), TWIN_SCOPE],
  gateway: async ({ twin }, use) => {
    const client = await connectAsync(twin.mqttUrl, { username: twin.gateway.account, password: twin.gateway.key });
    await use(client);
    await client.endAsync();
  },
  misdeeds: async ({ page, twin }, use) => {
    const misdeeds = { errors: [] as string[], foreign: [] as string[] };
    page.on('console', (message) => {
      if (message.type() === 'error') misdeeds.errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => misdeeds.errors.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.host !== new URL(twin.url).host) misdeeds.foreign.push(url.href);
    });
    await use(misdeeds);
    expect(misdeeds.foreign, 'requests to other hosts').toEqual([]);
    expect(misdeeds.errors, 'console errors').toEqual([]);
  },
});

export { expect };

/** A page of the administrator, signed in already. */
export async function signIn(page: Page, twin: TwinProcess, path: string): Promise<void> {
  const data = { account: 'admin', password: twin.password };
  const session = await page.request.post(`${twin.url}/api/v1/session`, { data });
  expect(session.status(), await session.text()).toBe(200);
  await page.goto(`${twin.url}${path}`);
}

/** Signs in as the administrator as a person does, and lands on `path`. */
export async function signInByForm(page: Page, twin: TwinProcess, path: string): Promise<void> {
  await page.goto(`${twin.url}${path}`);
  await page.getByTestId('sign-in').waitFor();
  await page.getByTestId('account').fill('admin');
  await page.getByTestId('password').fill(twin.password);
  await page.getByTestId('submit').click();
}

/** Waits until the room that is shown has drawn its view; others may be kept unseen. */
export async function sceneReady(page: Page): Promise<void> {
  await expect(page.locator('[data-ready="true"]:visible')).toHaveCount(1, { timeout: 120_000 });
}

/** Screen position of a device's symbol, by the hook every build has. */
export function locate(page: Page, code: string): Promise<{ x: number; y: number; visible: boolean } | null> {
  return page.evaluate(
    (device) =>
      (
        window as unknown as {
          twin: { scene: { locate(code: string): { x: number; y: number; visible: boolean } | null } };
        }
      ).twin.scene.locate(device),
    code,
  );
}
