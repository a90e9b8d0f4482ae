import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../../../vitest.config.js';

// A configuration file must be a default export.
export default mergeConfig(
  { ...shared, test: {} },
  defineConfig({ test: { include: ['src/__fixtures__/defects.suite.ts'] } }),
);
