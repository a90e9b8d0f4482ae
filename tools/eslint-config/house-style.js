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
      'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|skipIf|todo)$/]',
    message: 'Every test runs, always.',
  },
];

/** @type {import('eslint').Linter.Config[]} */
export const houseStyle = [
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 300],
      // Checkpoints, pickles and file names are told apart by their control characters.
      'no-control-regex': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      // `typeof import('sharp')` is how a lazily loaded library is described.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', ignoreRestSiblings: true },
      ],
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
    files: ['packages/**/src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // Matchers such as `expect.any(Number)` are of type any by design.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
];
