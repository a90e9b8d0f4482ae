import { LangSegError, pluginOf, type Plugin } from '@langseg/core';

type Exports = Readonly<Record<string, unknown>>;

/**
 * The plugin that a module exports: as `plugin`, as default, or as the only component among its exports.
 *
 * @param specifier how a person named the module.
 * @throws LangSegError `CONFIG_INVALID` naming what it exports, or what is wrong with its components;
 * `VERSION_UNSUPPORTED`.
 */
export function pluginInModule(module: Exports, specifier: string, name: string): Plugin {
  // CommonJS arrives as the default; compiled modules have theirs inside of it.
  const inner = isObject(module.default) ? module.default : {};
  for (const value of [module.plugin, module.default, inner.plugin, inner.default]) {
    const plugin = pluginOf(value, name);
    if (plugin) return plugin;
  }
  const others = new Set(Object.values({ ...inner, ...module }).filter(isComponentLike));
  if (others.size === 1) {
    const [only] = others;
    return pluginOf([only], name)!;
  }
  const names = Object.keys(module).filter((key) => key !== 'module.exports');
  throw new LangSegError(
    'CONFIG_INVALID',
    others.size > 1
      ? `"${specifier}" exports several components and does not say which are the plugin: export plugin = [${namesOf(others, module).join(', ')}].`
      : `"${specifier}" is not a plugin: it exports ${names.join(', ') || 'nothing'}; expected plugin or a default, made with definePlugin().`,
    { specifier, exports: names },
  );
}

function namesOf(values: ReadonlySet<unknown>, module: Exports): string[] {
  const inner = isObject(module.default) ? module.default : {};
  const names = Object.entries({ ...inner, ...module }).filter(([, value]) => values.has(value));
  return names.map(([name]) => name);
}

function isComponentLike(value: unknown): boolean {
  return isObject(value) && 'slot' in value && 'type' in value && 'configSchema' in value;
}

function isObject(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null;
}
