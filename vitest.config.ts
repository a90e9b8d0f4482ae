import { defineConfig } from 'vitest/config';

/** One configuration for every package: sources are resolved directly, so tests need no build. */
export default defineConfig({
  resolve: { conditions: ['@langseg/source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@langseg/source', 'node', 'import', 'default'] } },
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
