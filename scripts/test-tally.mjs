import { readFileSync } from 'node:fs';

/** Tests that passed, failed and were skipped, over all kinds of tests. */
export class Tally {
  passed = 0;
  skipped = 0;
  /** One line each. */
  failures = [];

  get failed() {
    return this.failures.length;
  }

  pass() {
    this.passed += 1;
  }

  fail(title) {
    this.failures.push(title);
  }

  /** Adds what a test program reported; a program that failed without a failed test, or reported nothing, is a failure. */
  add(report, title, exitCode) {
    if (report === undefined) {
      this.fail(`${title}: no report (exit code ${exitCode})`);
      return;
    }
    this.passed += report.passed;
    this.skipped += report.skipped;
    this.failures.push(...report.failures);
    if (exitCode !== 0 && report.failures.length === 0) this.fail(`${title}: exit code ${exitCode}`);
  }
}

/** What vitest's JSON reporter wrote, or undefined where there is nothing. A file that cannot be loaded is one failure. */
export function readVitest(file) {
  const report = readJson(file);
  if (report === undefined) return undefined;
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${name}: ${test.fullName}`);
    return status === 'failed' && failed.length === 0 ? [`${name}: ${firstLine(message)}`] : failed;
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests, failures };
}

/** What Playwright's JSON reporter wrote, or undefined where there is nothing. */
export function readPlaywright(file) {
  const report = readJson(file);
  if (report === undefined) return undefined;
  const failures = report.errors.map(({ message }) => firstLine(message));
  const visit = ({ file: path, specs = [], suites = [] }) => {
    for (const spec of specs) if (!spec.ok) failures.push(`${path}: ${spec.title}`);
    suites.forEach(visit);
  };
  report.suites.forEach(visit);
  const { expected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, skipped, failures };
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function firstLine(message) {
  return String(message ?? 'it could not be run')
    .trim()
    .split('\n', 1)[0];
}
