import './node-version.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

/** `npm run build`: installs what is missing and builds what has changed. */
const say = (line) => process.stdout.write(`· ${line}\n`);

await ensureInstalled(say);
await ensureBuilt(say);
