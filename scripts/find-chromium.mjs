import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium that runs: the one named by CHROMIUM_PATH, else one of the system, else Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...PLACES,
    await bundled(),
  ];
  return candidates.find((path) => path && existsSync(path) && spawnSync(path, ['--version']).status === 0);
}

async function bundled() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}
