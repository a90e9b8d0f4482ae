import { ESLint } from 'eslint';
import type { LayerRule } from './layer-table.js';
import { workspaceRoot } from './workspace-packages.js';

/** What ESLint enforces between layers, from the bottom up. */
export async function enforcedLayers(): Promise<readonly LayerRule[]> {
  const eslint = new ESLint({ cwd: workspaceRoot });
  const { rules } = (await eslint.calculateConfigForFile('packages/core/src/index.ts')) as {
    rules: Record<string, readonly [severity: number, { depConstraints: readonly LayerRule[] }]>;
  };
  return rules['@nx/enforce-module-boundaries'][1].depConstraints;
}
