import { openSetup } from '../../setup/open-setup.js';
import type { SetupOptions } from '../../setup/setup-options.js';
import { failed, type Check } from './check.js';

/** Whether the config is right and the plugins load. */
export async function checkPlugins(options: SetupOptions): Promise<Check> {
  const name = 'Plugins';
  try {
    const { plugins, config } = await openSetup(options);
    const found = plugins.map(
      ({ name: plugin, components }) =>
        `${plugin} (${components.map(({ slot, type }) => `${slot} "${type}"`).join(', ')})`,
    );
    const where = config ? `; config ${config.path}` : '';
    return { name, status: 'ok', found: (found.join(', ') || 'none') + where };
  } catch (error) {
    return failed(name, error);
  }
}
