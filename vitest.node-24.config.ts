import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Tests that are repeated on Node 24: those of the packages nearest to it, without the ones that mostly start processes. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['packages/{core,adapters,cli}/src/**/*.test.ts'],
    exclude: ['packages/cli/src/{commands-in-docs,main,privacy,programs-in-docs}.test.ts'],
  },
});
