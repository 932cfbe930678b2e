import './node-version.mjs';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { installChromium } from './install-chromium.mjs';
import { ensureOutsidePeers } from './outside-peers.mjs';
import { ROOT, runNode } from './run-program.mjs';
import { readPlaywright, readVitest, Tally } from './test-tally.mjs';

/** `npm test`: everything, one kind after the other, also after failures; the last line counts them all. */
const RESULTS = join(ROOT, 'test-results');
const TSC_PROJECTS = ['.', 'twin-core', 'twin-server', 'twin-client', 'twin-demo'];

const say = (line) => process.stdout.write(`· ${line}\n`);
const tally = new Tally();
const env = cleanEnvironment();

await ensureInstalled(say);
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

for (const project of TSC_PROJECTS)
  await check(`types of ${project}`, 'node_modules/typescript/bin/tsc', ['-p', project]);
await check('lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '.']);
await check('dead code', 'node_modules/knip/bin/knip.js', []);

await ensureOutsidePeers(say);
say('unit and integration tests, import rules');
const vitestFile = join(RESULTS, 'vitest.json');
const vitestCode = await runNode(
  'node_modules/vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`],
  { env },
);
tally.add(readVitest(vitestFile), 'unit and integration tests', vitestCode);

say('browser tests');
const chromium = await installChromium(say);
if (chromium === undefined)
  tally.fail('browser tests: no Chromium was found and none could be installed; set CHROMIUM_PATH');
else {
  for (const project of ['browser', 'load']) {
    const playwrightFile = join(RESULTS, `playwright-${project}.json`);
    const code = await runNode(
      'node_modules/@playwright/test/cli.js',
      ['test', `--project=${project}`, '--reporter=list,json'],
      { env: { ...env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightFile } },
    );
    tally.add(readPlaywright(playwrightFile), `browser tests (${project})`, code);
  }
}

for (const failure of tally.failures) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** One program as one test: it passes by exit code 0. */
async function check(title, script, args) {
  say(title);
  const code = await runNode(script, args, { env });
  if (code === 0) tally.pass();
  else tally.fail(`${title} (exit code ${code})`);
}

/** The settings of a server that happens to be configured here are not those of the tests. */
function cleanEnvironment() {
  const ours = /^(TWIN_(?!FIXTURES$)|DATABASE_URL$|MQTT_URL$|NATS_URL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
