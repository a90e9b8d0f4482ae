// @ts-check

/** Also part of stricter lists: a later `no-restricted-syntax` replaces an earlier one. */
export const restrictedSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  {
    selector: 'ExportAllDeclaration',
    message: 'Name the exports one by one: the list is the documentation.',
  },
  {
    selector:
      'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|skipIf|runIf|todo)$/]',
    message: 'Every test runs, always.',
  },
];

/** @type {import('eslint').Linter.Config[]} */
export const houseStyle = [
  {
    files: ['**/*.{js,mjs,ts}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 300],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Interfaces that promise a Promise are also implemented by code that has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
];
