import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packAssets } from './pack-assets.mjs';
import { ROOT, runNode } from './run-program.mjs';

/** What is built, from which files, into which folders of dist/. */
const PARTS = {
  server: {
    title: 'the server',
    config: 'twin-server/vite.config.ts',
    inputs: ['twin-core', 'twin-server', 'twin-demo'],
    outputs: ['server', 'demo'],
  },
  client: {
    title: 'the client',
    config: 'vite.config.ts',
    // The list of clauses is shown by a page.
    inputs: ['twin-core', 'twin-client', 'docs/conformance.tsv'],
    outputs: ['client'],
    // What browsers fetch: packed for the way.
    isPacked: true,
  },
  dossier: {
    title: 'the page of dossiers',
    config: 'vite.dossier.config.ts',
    inputs: ['twin-core', 'twin-client'],
    outputs: ['dossier'],
  },
};

/**
 * Builds the parts whose inputs have changed since their last build, side by side. Ends the process when one fails.
 * @param {(line: string) => void} say
 * @param {readonly ('server' | 'client' | 'dossier')[]} [names]
 */
export async function ensureBuilt(say, names = ['server', 'client', 'dossier']) {
  const codes = await Promise.all(names.map((name) => buildPart(name, say)));
  const failed = codes.find((code) => code !== 0);
  if (failed !== undefined) process.exit(failed);
}

async function buildPart(name, say) {
  const { title, config, inputs, outputs, isPacked } = PARTS[name];
  const stamp = join(ROOT, 'dist', `${name}.stamp`);
  const digest = digestOf([...inputs, config, 'package-lock.json', ...(isPacked ? ['scripts/pack-assets.mjs'] : [])]);
  if (digest === readStamp(stamp)) return 0;
  say(`building ${title}`);
  const startedAt = performance.now();
  rmSync(stamp, { force: true });
  for (const output of outputs) rmSync(join(ROOT, 'dist', output), { recursive: true, force: true });
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const code = await runNode(vite, ['build', '--config', config, '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) {
    process.stderr.write(`building ${title} failed with exit code ${code}\n`);
    return code;
  }
  if (isPacked) for (const output of outputs) packAssets(join(ROOT, 'dist', output));
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
  say(`built ${title} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return 0;
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Digest over names and contents, since a clone gives every file a new time. */
function digestOf(paths) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of paths.flatMap(listFiles)) hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Files of a package's build, relative to the root: all but its tests. */
function listFiles(path) {
  if (/\.(json|tsv?|mjs)$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length))
    .filter((file) => !/node_modules|\.test\.|\.test-kit\.|[\\/]fixtures[\\/]/.test(file))
    .sort();
}
