import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, runNode } from './run-program.mjs';

/**
 * Installs the dependencies when they are missing or not those of package-lock.json. Ends the process when that fails.
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  if (isInstalled()) return;
  say('installing dependencies (npm ci)');
  const startedAt = performance.now();
  // NODE_ENV or npm's own settings may leave out what the build needs.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const stdio = ['ignore', 2, 2];
  const code = npm?.endsWith('.js')
    ? await runNode(npm, args, { stdio })
    : await run('npm', args, { stdio, shell: process.platform === 'win32' });
  if (code !== 0) {
    process.stderr.write(`npm ci failed with exit code ${code}\n`);
    process.exit(code);
  }
  say(`installed in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** npm keeps a list of what it has put into node_modules, and writes it last. */
function isInstalled() {
  const list = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (link || !path.includes('node_modules/')) return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional);
  });
}
