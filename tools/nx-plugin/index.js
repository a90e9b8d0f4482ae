// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectTargets } from './project-targets.js';

/**
 * Gives every project of the workspace its Nx targets, so that no package.json repeats them.
 * What a project gets follows from the files it has; see project-targets.js.
 *
 * @type {import('@nx/devkit').CreateNodesV2}
 */
export const createNodesV2 = [
  '{packages/*,packages/adapters/*,apps/*,tools/*,recipes/*,examples,benchmarks,e2e}/package.json',
  (manifestPaths, _options, { workspaceRoot }) =>
    manifestPaths.map((manifestPath) => {
      const root = dirname(manifestPath);
      const has = (/** @type {string} */ file) => existsSync(join(workspaceRoot, root, file));
      const targets = projectTargets({
        manifest: JSON.parse(readFileSync(join(workspaceRoot, manifestPath), 'utf8')),
        directory: root.replaceAll('/', '-'),
        toWorkspaceRoot: relative(root, '.').replaceAll('\\', '/'),
        isTyped: has('tsconfig.json'),
        isPublished: has('tsconfig.build.json'),
        isTested: has('src') && hasTests(join(workspaceRoot, root, 'src')),
      });
      return [manifestPath, { projects: { [root]: { targets } } }];
    }),
];

function hasTests(/** @type {string} */ directory) {
  return readdirSync(directory, { recursive: true }).some((name) => name.toString().endsWith('.test.ts'));
}
