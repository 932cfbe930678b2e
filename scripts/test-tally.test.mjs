import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest, Tally } from './test-tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'twin-tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(report) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test('unit tests: a failed test and a file that cannot be loaded are one failure each', () => {
  const file = write({
    numPassedTests: 5,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [{ status: 'failed', fullName: 'adds' }] },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find module\nstack', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [{ status: 'passed', fullName: 'is' }] },
    ],
  });
  const report = readVitest(file);
  expect(report).toEqual({ passed: 5, skipped: 3, failures: ['a.test.ts: adds', 'b.test.ts: Cannot find module'] });
});

test('browser tests: failures in nested suites and errors outside tests count', () => {
  const file = write({
    stats: { expected: 3, flaky: 0, unexpected: 1, skipped: 1 },
    errors: [{ message: 'Error: no browser\nstack' }],
    suites: [
      { file: 'a', suites: [{ file: 'a', specs: [{ ok: false, title: 'opens' }] }], specs: [{ ok: true, title: 'x' }] },
    ],
  });
  expect(readPlaywright(file)).toEqual({ passed: 3, skipped: 1, failures: ['Error: no browser', 'a: opens'] });
});

test('a program that ends without a report, or fails without a failed test, is a failure', () => {
  const tally = new Tally();
  tally.add(readVitest(join(folder, 'missing.json')), 'unit tests', 137);
  tally.add({ passed: 4, skipped: 0, failures: [] }, 'browser tests', 1);
  tally.add({ passed: 2, skipped: 1, failures: [] }, 'more tests', 0);
  expect(tally.failures).toEqual(['unit tests: no report (exit code 137)', 'browser tests: exit code 1']);
  expect([tally.passed, tally.failed, tally.skipped]).toEqual([6, 2, 1]);
});
