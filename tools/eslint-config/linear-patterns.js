// @ts-check
import regexp from 'eslint-plugin-regexp';

/**
 * Regular expressions whose time grows faster than the text: a stranger's label or file of 100 kB would hold the process for
 * minutes. `potential` also covers patterns whose use can't be seen where they are written.
 *
 * @type {import('eslint').Linter.Config[]}
 */
export const linearPatterns = [
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    ignores: ['**/*.test.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
];
