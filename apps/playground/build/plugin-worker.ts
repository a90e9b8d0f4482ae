import type { Plugin } from 'vite';

/** The worker of `@langseg/web`, from its sources or its build. */
const segmenterWorker =
  /[\\/](?:packages[\\/]web[\\/]src|@langseg[\\/]web[\\/]dist|packages[\\/]web[\\/]dist)[\\/]segmenter-worker\.[jt]s$/;

/**
 * Gives the worker that runs models further components, for a playground that opens models which need them.
 *
 * @param plugins packages or absolute paths, each a module that exports its `Plugin` as `plugin` or by default.
 */
export function pluginWorker(plugins: readonly string[]): Plugin {
  return {
    name: 'langseg-plugin-worker',
    enforce: 'pre',
    load(id) {
      return plugins.length > 0 && segmenterWorker.test(id.split('?')[0]) ? workerWith(plugins) : null;
    },
  };
}

function workerWith(plugins: readonly string[]): string {
  return [
    `import { defaultRegistry } from '@langseg/components';`,
    `import { serveModels } from './serve-models.js';`,
    ...plugins.map((plugin, i) => `import * as plugin${i} from ${JSON.stringify(plugin)};`),
    `const plugins = [${plugins.map((_, i) => `plugin${i}`).join(', ')}];`,
    `const registry = defaultRegistry.use(...plugins.map((module) => module.plugin ?? module.default));`,
    `serveModels(self, { registry });`,
  ].join('\n');
}
