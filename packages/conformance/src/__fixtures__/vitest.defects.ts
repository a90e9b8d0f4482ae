import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../../../vitest.config.js';

// A configuration file must be a default export.
export default mergeConfig(
  { ...shared, test: {} },
  defineConfig({ test: { include: [fileURLToPath(new URL('./defects.suite.ts', import.meta.url))] } }),
);
