import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The entry of a child process: `source`.ts beside the module that starts it, or `bundled`.js in the folder of the bundle or the one above
 * it. `module` is that module's import.meta.url. Throws an Error where there is none.
 */
export function childEntry(module: string, source: string, bundled = source): string {
  const here = dirname(fileURLToPath(module));
  const candidates = [`${source}.ts`, `${bundled}.js`, `../${bundled}.js`].map((name) => join(here, name));
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no entry of a child process: looked for ${candidates.join(', ')}`);
  return found;
}

/** What Node needs to run an entry that is a source: the loader that reads TypeScript. */
export function loaderArguments(entry: string): string[] {
  return entry.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
}
