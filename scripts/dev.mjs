import './node-version.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { runNode } from './run-program.mjs';

/** `npm run dev`: the server from its sources, started again when they change, and the client's development server. */
await ensureInstalled((line) => process.stdout.write(`· ${line}\n`));
const codes = await Promise.race([
  runNode('node_modules/tsx/dist/cli.mjs', ['watch', 'twin-server/src/cli.ts', 'start', ...process.argv.slice(2)]),
  runNode('node_modules/vite/bin/vite.js', []),
]);
process.kill(process.pid, 'SIGTERM');
process.exitCode = codes;
