import { defineConfig } from 'vitest/config';

const conditions = ['@langseg/source', 'node', 'import', 'default'];

/** One browser at a time: models share the processor with nothing. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    // A browser that lacks processor time answers keys late; what was repeated is named in the report.
    retry: 1,
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
