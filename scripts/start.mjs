import './node-version.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { runNode } from './run-program.mjs';

/** `npm start`: installs and builds what is missing or has changed, then runs the server until it ends. */
const say = (line) => process.stdout.write(`· ${line}\n`);

await ensureInstalled(say);
await ensureBuilt(say);
// By the channel the server notices when this process is gone without having passed a signal on.
const code = await runNode('dist/server/cli.js', ['start', ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
process.exit(code);
