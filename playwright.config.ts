import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/find-chromium.mjs';

const isRoot = process.getuid?.() === 0;

/** Tests that load the machine: beside others both would say nothing. `npm test` runs them after the others. */
const LOAD = ['**/faults.test.ts', '**/simulate.test.ts'];

/** Browser tests on a software renderer, whose time goes with the pixels: small windows, one at a time. Two at a time took longer: one keeps both cores of a small machine busy. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './scripts/build-before-tests.mjs',
  outputDir: 'test-results/browser',
  workers: 1,
  projects: [
    { name: 'browser', testMatch: '**/*.test.ts', testIgnore: LOAD },
    { name: 'load', testMatch: LOAD, workers: 1 },
  ],
  timeout: 420_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 640, height: 360 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Costs a third of the time, and the last picture is kept anyway: `--trace on` asks for it.
    trace: 'off',
    // Flights are many frames that prove nothing; one test asks for them.
    contextOptions: { reducedMotion: 'reduce' },
    // What a test does with requests must not depend on what an earlier one had kept; the tests of the kept shell ask for it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
        // Chromium's own sandbox refuses root.
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
