import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStopping, ROOT, run, runNode } from './run-program.mjs';

/**
 * Installs the dependencies when they are missing or not those of package-lock.json. Ends the process when that fails.
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  if (isInstalled()) return;
  const startedAt = performance.now();
  say('installing dependencies (npm ci), which takes a minute or two');
  let code = await npm('ci');
  if (code !== 0 && !isStopping()) {
    // npm ci refuses a lock that another release of npm would have written otherwise; npm install takes what it can use.
    say('npm ci failed; trying npm install');
    code = await npm('install', '--no-save');
  }
  if (code !== 0) {
    process.stderr.write(`installing the dependencies failed with exit code ${code}\n`);
    process.exit(code);
  }
  say(`installed in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** Runs the npm that runs this script, or the one on the path, with its output on stderr. */
function npm(...command) {
  // NODE_ENV or npm's own settings may leave out what the build needs.
  const args = [...command, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const stdio = ['ignore', 2, 2];
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return runNode(script, args, { stdio });
  return run('npm', args, { stdio, shell: process.platform === 'win32' });
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
