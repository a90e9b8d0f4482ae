// @ts-check
import config from './eslint.config.js';

/** The same rules with the types of one program: one for each project would not fit into memory together. */
export default [
  ...config,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: false, project: './tsconfig.everything.json' } },
  },
];
