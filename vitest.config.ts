import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts', 'twin-*/src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs', 'bench/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Real databases and bakes run beside each other; a limit is there to end what hangs, not to judge speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
