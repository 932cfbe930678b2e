import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts', 'twin-*/src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs', 'bench/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Much of the time is waiting for databases, brokers and child processes: one worker left a core idle.
    maxWorkers: 2,
    // Real databases and bakes run beside each other; a limit is there to end what hangs, not to judge speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
