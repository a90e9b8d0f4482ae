import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['*.test.ts'], testTimeout: 900_000, env: { NEXT_TELEMETRY_DISABLED: '1' } },
});
