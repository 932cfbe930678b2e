import { findChromium } from './find-chromium.mjs';
import { run, runNode } from './run-program.mjs';

const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/**
 * Finds a Chromium, or installs one: Playwright's own, else, as root on a system with apt-get, the system's.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} its program
 */
export async function installChromium(say) {
  const found = await findChromium();
  if (found) return found;
  say("no Chromium here: installing Playwright's");
  await runNode(PLAYWRIGHT, ['install', 'chromium']).catch(() => undefined);
  const installed = await findChromium();
  if (installed || process.getuid?.() !== 0) return installed;
  say("that does not run here: installing the system's");
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const updated = await run('apt-get', ['update', '-q'], environment).catch(() => 1);
  if (updated === 0) {
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], environment).catch(() => 1);
  }
  return findChromium();
}
