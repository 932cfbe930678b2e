import { ensureBuilt } from './ensure-built.mjs';

/** Browser tests see what is built, so it is built first where it has changed. */
export default async function buildBeforeTests() {
  await ensureBuilt((line) => process.stdout.write(`· ${line}\n`));
}
