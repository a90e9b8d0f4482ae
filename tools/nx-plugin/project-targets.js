// @ts-check

/**
 * @typedef {object} Project
 * @property {{ name: string, version: string }} manifest
 * @property {string} directory path from the workspace root, dashes for slashes
 * @property {string} toWorkspaceRoot
 * @property {boolean} isTyped has a tsconfig.json
 * @property {boolean} isPublished has a tsconfig.build.json
 * @property {boolean} isTested has unit tests in src
 */

/**
 * The targets of one project: `lint` always; `typecheck`, `test`, and `build`, `pack`, `pack-check` where they apply.
 *
 * @param {Project} project
 * @returns {Record<string, import('@nx/devkit').TargetConfiguration>}
 */
export function projectTargets({ manifest, directory, toWorkspaceRoot, isTyped, isPublished, isTested }) {
  const sources = ['default', '^production'];
  const vitestFiles = ['{workspaceRoot}/vitest.config.ts', '{workspaceRoot}/vitest.temporary-folder.ts'];
  const results = `test-results/${directory}.json`;
  // The native compiler checks and emits several times faster than the one that ESLint and others use as a library.
  const tsc = `node ${toWorkspaceRoot}/node_modules/typescript-native/bin/tsc`;
  const tarball = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;

  return {
    lint: cached('eslint . --max-warnings 0 --no-error-on-unmatched-pattern', {
      inputs: [...sources, '{workspaceRoot}/eslint.config.js', '{workspaceRoot}/tools/eslint-config/**/*'],
    }),
    ...(isTyped && { typecheck: cached(`${tsc} -p tsconfig.json`, { inputs: sources }) }),
    ...(isTested && {
      test: cached(
        `vitest run --root . --config ${toWorkspaceRoot}/vitest.config.ts` +
          ` --reporter default --reporter json --outputFile.json ${toWorkspaceRoot}/${results}`,
        { inputs: [...sources, ...vitestFiles], outputs: [`{workspaceRoot}/${results}`] },
      ),
    }),
    ...(isPublished && {
      build: cached(`${removeDist} && ${tsc} -p tsconfig.build.json`, {
        inputs: ['production', '^production'],
        outputs: ['{projectRoot}/dist'],
        dependsOn: ['^build'],
      }),
      pack: cached('npm pack --silent', {
        inputs: ['production', '^production'],
        outputs: [`{projectRoot}/${tarball}`],
        dependsOn: ['build'],
      }),
      'pack-check': cached(
        `publint ${tarball} --strict && attw ${tarball} --profile esm-only --no-definitely-typed`,
        { inputs: ['production', '^production'], dependsOn: ['pack'] },
      ),
    }),
  };
}

/** Files of modules that were renamed or removed must not stay in the tarball. */
const removeDist = `node -e "fs.rmSync('dist', { recursive: true, force: true })"`;

/**
 * @param {string} command
 * @param {import('@nx/devkit').TargetConfiguration} configuration
 * @returns {import('@nx/devkit').TargetConfiguration}
 */
function cached(command, configuration) {
  return { command, options: { cwd: '{projectRoot}' }, cache: true, ...configuration };
}
