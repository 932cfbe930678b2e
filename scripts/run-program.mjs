import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const WATCH_MS = 100;

const running = new Set();
let stopSignal;
let parentWatch;

/**
 * Runs a program in the repository's root to its end and resolves with its exit code. Signals that come meanwhile are
 * passed on to it, and nothing is started after one.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] by default the program shares this one's streams
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  if (stopSignal) return Promise.resolve(exitCodeOf(null, stopSignal));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    enter(child);
    child.once('error', (cause) => {
      leave(child);
      reject(cause);
    });
    child.once('exit', (code, signal) => {
      leave(child);
      resolve(exitCodeOf(code, signal));
    });
  });
}

function enter(child) {
  if (running.size === 0) {
    for (const signal of SIGNALS) process.on(signal, stop);
    // npm signals only the shell it runs scripts in, and nobody when it is killed hard: then we have other parents.
    if (process.env.npm_lifecycle_event) {
      const parents = parentsUpToNpm();
      parentWatch = setInterval(() => parentsUpToNpm() !== parents && stop('SIGTERM'), WATCH_MS);
    }
  }
  running.add(child);
}

function leave(child) {
  running.delete(child);
  if (running.size > 0) return;
  for (const signal of SIGNALS) process.off(signal, stop);
  clearInterval(parentWatch);
}

function stop(signal) {
  if (stopSignal === undefined) clearInterval(parentWatch);
  stopSignal = signal;
  for (const child of running) child.kill(signal);
}

/** Numbers of the parent and, where that is a shell, of its parent, which is npm. Only Linux tells more than the parent. */
function parentsUpToNpm() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const [, grandparent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^(ba|da|a|z|k)?sh$/.test(name) ? `${parent} ${grandparent}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}

/** As `run`, with the JavaScript program `script` of an installed package. */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}

/** Whether a signal has asked for the end. */
export function isStopping() {
  return stopSignal !== undefined;
}

function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
