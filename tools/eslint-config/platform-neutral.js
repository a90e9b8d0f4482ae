// @ts-check
import { readFileSync } from 'node:fs';
import { packageFolders, workspace } from '../nx-plugin/package-folders.js';
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

/** What browsers lack, and what Node lacks. */
const nodeGlobals = without(globals.node, { ...globals.browser, ...globals.worker });
const pageGlobals = ['document', 'window', 'self', 'navigator', 'location', 'localStorage'];

/** @param {Record<string, boolean>} some @param {Record<string, boolean>} others */
function without(some, others) {
  return Object.keys(some).filter((name) => !(name in others) && !(name in globals.builtin));
}

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
    'Only the packages of packages/adapters may import a runtime or a codec: take it through an interface of @langseg/core.',
};

const noDynamicRuntimes = {
  selector: 'ImportExpression > Literal[value=/^(onnxruntime-|(sharp|undici)$)/]',
  message: noRuntimes.message,
};

const noDynamicNodeRuntimes = {
  selector: 'ImportExpression > Literal[value=/^(onnxruntime-node|(sharp|undici)$)/]',
  message: 'Browsers have onnxruntime-web and their own decoders.',
};

const noEagerWebRuntime = {
  regex: '^(onnxruntime-web|(sharp|undici|onnxruntime-node)(/|$))',
  allowTypeImports: true,
  message: 'The runtime is larger than all other code of a page: import it dynamically, when it is needed.',
};

/** @param {'node' | 'web'} platform */
function noOtherPlatform(platform) {
  return {
    regex: `(^|/)\\.\\./${platform}/|^@langseg/[a-z-]+/${platform}$|^@langseg/adapter-${platform}$`,
    message: `This code does not run where ${platform} code does: move what both need out of either folder.`,
  };
}

const tests = ['**/*.test.ts', '**/__fixtures__/**'];

/** Folders of the packages that are tagged `platform:any`. */
const neutralPackages = packageFolders().filter((folder) => {
  const manifest = JSON.parse(readFileSync(new URL(`${folder}/package.json`, workspace), 'utf8'));
  return manifest.nx.tags.includes('platform:any');
});

const neutralSources = [
  ...neutralPackages.map((folder) => `${folder}/src/**/*.ts`),
  'packages/training/src/!(node)/**/*.ts',
  'packages/training/src/*.ts',
];

/** @type {import('eslint').Linter.Config[]} */
export const platformNeutral = [
  {
    files: neutralSources,
    ignores: tests,
    rules: {
      'no-restricted-imports': ['error', { patterns: [noNodeBuiltins, noRuntimes] }],
      'no-restricted-syntax': ['error', ...restrictedSyntax, noDynamicNodeBuiltins, noDynamicRuntimes],
      'no-restricted-globals': ['error', { globals: platformGlobals, checkGlobalObject: true }],
    },
  },
  {
    files: ['packages/adapters/web/src/**/*.ts', 'packages/web/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [noNodeBuiltins, noOtherPlatform('node'), noEagerWebRuntime] },
      ],
      'no-restricted-syntax': ['error', ...restrictedSyntax, noDynamicNodeBuiltins, noDynamicNodeRuntimes],
      'no-restricted-globals': ['error', { globals: nodeGlobals, checkGlobalObject: true }],
    },
  },
  {
    files: [
      'packages/*/src/node/**/*.ts',
      'packages/adapters/node/src/**/*.ts',
      'packages/langseg/src/!(browser).ts',
    ],
    ignores: tests,
    rules: {
      'no-restricted-imports': ['error', { patterns: [noOtherPlatform('web')] }],
      'no-restricted-globals': ['error', { globals: pageGlobals, checkGlobalObject: true }],
    },
  },
];
