// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import globals from 'globals';
import { restrictedSyntax } from './house-style.js';

/** Globals that browsers, workers and Node all have; any other platform global is refused. */
const everywhere = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'CompressionStream',
  'DOMException',
  'DecompressionStream',
  'ReadableStream',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URL',
  'URLSearchParams',
  'WebAssembly',
  'WritableStream',
  'clearTimeout',
  'crypto',
  'performance',
  'queueMicrotask',
  'setTimeout',
  'structuredClone',
];

const platformGlobals = Object.keys({ ...globals.browser, ...globals.worker, ...globals.node }).filter(
  (name) => !everywhere.includes(name) && !(name in globals.builtin),
);

const builtins = builtinModules.filter((name) => !name.startsWith('_') && !name.includes('/')).join('|');

const noNodeBuiltins = {
  regex: `^(node:|(${builtins})(/|$))`,
  message:
    'This code also runs in browsers: take what the platform gives through an interface of @langseg/core.',
};

const noDynamicNodeBuiltins = {
  selector: `ImportExpression > Literal[value=/^(node:|(${builtins})$)/]`,
  message: noNodeBuiltins.message,
};

const noRuntimes = {
  regex: '^(onnxruntime-|(sharp|undici)(/|$))',
  message:
    'Only @langseg/adapters may import a runtime or a codec: take it through an interface of @langseg/core.',
};

const noDynamicRuntimes = {
  selector: 'ImportExpression > Literal[value=/^(onnxruntime-|(sharp|undici)$)/]',
  message: noRuntimes.message,
};

const packages = new URL('../../packages/', import.meta.url);

/** Folders of the packages that are tagged `platform:any`. */
const neutralPackages = readdirSync(packages).filter((name) => {
  const manifest = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8'));
  return manifest.nx.tags.includes('platform:any');
});

const neutralSources = [
  ...neutralPackages.map((name) => `packages/${name}/src/**/*.ts`),
  'packages/adapters/src/!(node|web)/**/*.ts',
  'packages/adapters/src/*.ts',
  'packages/training/src/!(node)/**/*.ts',
  'packages/training/src/*.ts',
];

/** @type {import('eslint').Linter.Config[]} */
export const platformNeutral = [
  {
    files: neutralSources,
    ignores: ['**/*.test.ts', '**/__fixtures__/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [noNodeBuiltins, noRuntimes] }],
      'no-restricted-syntax': ['error', ...restrictedSyntax, noDynamicNodeBuiltins, noDynamicRuntimes],
      'no-restricted-globals': ['error', { globals: platformGlobals, checkGlobalObject: true }],
    },
  },
  {
    files: ['packages/adapters/src/web/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [noNodeBuiltins] }],
      'no-restricted-syntax': ['error', ...restrictedSyntax, noDynamicNodeBuiltins],
    },
  },
];
