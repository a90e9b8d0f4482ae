import { defineConfig } from 'vitest/config';

const conditions = ['@langseg/source', 'node', 'import', 'default'];

/** One browser at a time; the page that tests open is built once for all. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/support/build-page.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
