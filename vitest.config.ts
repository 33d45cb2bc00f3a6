import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: join(import.meta.dirname, 'test', 'seeded-fast-check.ts') }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // One for each core: by itself vitest leaves one free, which on two cores is half of them.
    maxWorkers: '100%',
    watch: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes late on a machine with other work; a second would be too short.
    expect: { poll: { timeout: 15_000 } },
    coverage: {
      provider: 'v8',
      include: ['core/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 95, branches: 95, functions: 95, statements: 95 },
    },
  },
});
