// @ts-check
import nxPlugin from '@nx/eslint-plugin';

/** Its typings still describe the configurations of ESLint 8, which are not used here. */
const nx = /** @type {import('eslint').ESLint.Plugin} */ (/** @type {unknown} */ (nxPlugin));

/** What each layer may import. Arrows point down; plugins never import each other. */
const layers = {
  core: [],
  format: ['core'],
  storage: ['core'],
  architecture: ['core', 'format', 'test'],
  plugin: ['core', 'format', 'architecture'],
  engine: ['core', 'format'],
  dataset: ['core', 'format', 'plugin'],
  collection: ['core', 'format', 'storage', 'plugin'],
  evaluation: ['core', 'format', 'plugin', 'dataset'],
  data: [],
  test: ['core', 'format'],
  set: ['core', 'architecture', 'plugin'],
  umbrella: ['core', 'format', 'architecture', 'plugin', 'set', 'data'],
  training: [
    'core',
    'format',
    'architecture',
    'plugin',
    'engine',
    'dataset',
    'evaluation',
    'set',
    'umbrella',
  ],
  app: [
    'core',
    'format',
    'storage',
    'architecture',
    'plugin',
    'engine',
    'dataset',
    'collection',
    'evaluation',
    'set',
    'data',
    'umbrella',
    'training',
    'app',
  ],
  tool: [
    'core',
    'format',
    'storage',
    'architecture',
    'plugin',
    'engine',
    'dataset',
    'collection',
    'evaluation',
    'set',
    'data',
    'umbrella',
    'training',
    'app',
    'test',
    'tool',
  ],
};

const depConstraints = Object.entries(layers).map(([layer, below]) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: below.map((name) => `layer:${name}`),
}));

/** Nx calls a package "lazy-loaded" as soon as one file imports it dynamically; here both ways are fine. */
const checkDynamicDependenciesExceptions = ['.*'];

/** @type {import('eslint').Linter.Config[]} */
export const moduleBoundaries = [
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints, checkDynamicDependenciesExceptions }],
    },
  },
  {
    // A test may reach for a conformance suite or a runtime; circles between packages stay forbidden.
    files: [
      'packages/**/src/**/*.test.ts',
      'packages/**/scripts/**',
      'apps/*/src/**/*.test.ts',
      'apps/*/e2e/**',
    ],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }],
          checkDynamicDependenciesExceptions,
        },
      ],
    },
  },
];
