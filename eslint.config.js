// @ts-check
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { houseStyle } from './tools/eslint-config/house-style.js';
import { linearPatterns } from './tools/eslint-config/linear-patterns.js';
import { moduleBoundaries } from './tools/eslint-config/module-boundaries.js';
import { platformNeutral } from './tools/eslint-config/platform-neutral.js';

/** @type {import('eslint').Linter.Config[]} */
export default [
  { ignores: ['**/dist/', '**/__fixtures__/', 'out/', 'test-results/', '.nx/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.nodeBuiltin } },
  { files: ['apps/*/public/**/*.js'], languageOptions: { globals: globals.browser } },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { projectService: true } } },
  ...houseStyle,
  ...linearPatterns,
  ...moduleBoundaries,
  ...platformNeutral,
  prettier,
];
