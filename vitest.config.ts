import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * One configuration for every package: sources are resolved directly, so tests need no build. The files of a package
 * share the modules that they import, which is twice as quick; those whose tests replace or change modules are called
 * `*.isolated.test.ts` and get their own.
 */
export default defineConfig({
  resolve: { conditions: ['@langseg/source', 'node'] },
  ssr: { resolve: { conditions: ['@langseg/source', 'node'] } },
  test: {
    testTimeout: 30_000,
    globalSetup: fileURLToPath(new URL('vitest.temporary-folder.ts', import.meta.url)),
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.isolated.test.ts'],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: ['src/**/*.isolated.test.ts'] } },
    ],
  },
});
