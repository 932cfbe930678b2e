import './node-version.mjs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, runNode } from './run-program.mjs';

/** `npm run twin -- <command>`: the command line, built when it has changed. stdout is the command's own. */
const say = (line) => process.stderr.write(`· ${line}\n`);

await ensureInstalled(say);
await ensureBuilt(say, ['server']);
const code = await runNode(join(ROOT, 'dist/server/cli.js'), process.argv.slice(2), {
  // Files are named from where the user stands; the data folder is the one that `npm start` uses.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, TWIN_DATA: resolve(ROOT, process.env.TWIN_DATA || 'data') },
});
process.exit(code);
