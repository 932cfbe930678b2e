import { fstatSync } from 'node:fs';

/** Calls `end` once: on SIGTERM or SIGINT, and when the process that started this one goes away. */
export function holdLifeline(end: (reason: string) => void): void {
  let ended = false;
  const once = (reason: string) => {
    if (ended) return;
    ended = true;
    end(reason);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => once(signal));
  if (process.connected) process.once('disconnect', () => once('the parent has gone'));
  // Only a pipe tells that its other end is gone; a terminal, a file or /dev/null is no lifeline.
  const input = fstatSync(0);
  if (!input.isFIFO() && !input.isSocket()) return;
  process.stdin.once('end', () => once('the parent has gone'));
  process.stdin.once('error', () => once('the parent has gone'));
  process.stdin.resume();
}
