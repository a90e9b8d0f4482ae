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
    // Software WebGPU compiles shaders for seconds, and for minutes on a machine that is busy with something else.
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
