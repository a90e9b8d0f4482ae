import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * Tests that are repeated on Node 24: those of the packages nearest to it, without the ones that mostly start processes or threads, or are
 * about the names of files.
 */
export default defineConfig({
  resolve: base.resolve,
  ssr: base.ssr,
  test: {
    testTimeout: base.test?.testTimeout,
    globalSetup: base.test?.globalSetup,
    isolate: false,
    include: ['packages/{core,adapters,cli}/src/**/*.test.ts', 'packages/adapters/*/src/**/*.test.ts'],
    exclude: [
      '**/*.isolated.test.ts',
      'packages/cli/src/{commands-in-docs,killed-commands,main,privacy,programs-in-docs}.test.ts',
      'packages/cli/src/commands/{batch,serve}/*.test.ts',
      'packages/cli/src/commands/segment/segment-{batches,failures}.test.ts',
    ],
  },
});
