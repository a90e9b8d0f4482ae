import type { ComponentSet } from '../components/component-set.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { BundleConfig } from './bundle-config.js';
import { missingParts } from './missing-parts.js';

/**
 * Where a bundle needs components that are not there and says which packages bring them, so does the error.
 *
 * @throws LangSegError `CONFIG_INVALID` naming the packages to install.
 */
export function assertKnownParts(
  pipeline: Readonly<Record<string, unknown>>,
  { name, plugins = [] }: Pick<BundleConfig, 'name' | 'plugins'>,
  components: ComponentSet,
): void {
  if (plugins.length === 0) return;
  const unknown = missingParts(pipeline, components);
  if (unknown.length === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `The model "${name}" needs ${unknown.join(' and ')}, which ${plugins.join(', ')} ${plugins.length > 1 ? 'bring' : 'brings'}: ` +
      `npm install ${plugins.join(' ')}, then give it (${plugins.map((plugin) => `--plugin ${plugin}`).join(' ')}, registry.use(plugin)).`,
    { unknown, plugins },
  );
}
