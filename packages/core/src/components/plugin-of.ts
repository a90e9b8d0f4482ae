import { LangSegError } from '../errors/lang-seg-error.js';
import type { AnyComponent } from './component.js';
import { pluginNamePattern, type Plugin } from './plugin.js';

/**
 * Checks what a stranger's module gives as its plugin: a {@link Plugin}, a list of components, or one component.
 *
 * @param name of the package, for what does not say it itself.
 * @returns `undefined` for what does not even look like one.
 * @throws LangSegError `CONFIG_INVALID` for one with mistakes, `VERSION_UNSUPPORTED` for components of a newer LangSeg.
 */
export function pluginOf(value: unknown, name: string): Plugin | undefined {
  if (!isObject(value)) return undefined;
  if (Array.isArray(value)) return checkedPlugin(name, value);
  if (Array.isArray(value.components)) return checkedPlugin(value.name, value.components);
  return 'slot' in value && 'type' in value ? checkedPlugin(name, [value]) : undefined;
}

function checkedPlugin(name: unknown, components: readonly unknown[]): Plugin {
  if (typeof name !== 'string' || !pluginNamePattern.test(name))
    throw new LangSegError(
      'CONFIG_INVALID',
      `A plugin must be named like its npm package; found ${JSON.stringify(name)}.`,
      { name },
    );
  return { name, components: components.map((component) => checkedComponent(component, name)) };
}

function checkedComponent(value: unknown, plugin: string): AnyComponent {
  const what = describe(value);
  if (!isComponent(value)) {
    const mistakes = mistakesOf(value);
    throw new LangSegError(
      'CONFIG_INVALID',
      `The plugin "${plugin}" brings ${what}, which is not a component: ${mistakes.join('; ')}.`,
      { plugin, mistakes },
    );
  }
  const version: number = value.specVersion;
  if (version !== 1)
    throw new LangSegError(
      'VERSION_UNSUPPORTED',
      `The plugin "${plugin}" brings ${what} for specVersion ${version}; this LangSeg knows 1. Update LangSeg, or install an ` +
        'older version of the plugin.',
      { plugin, specVersion: version },
    );
  return value;
}

function isComponent(value: unknown): value is AnyComponent {
  return mistakesOf(value).length === 0;
}

function mistakesOf(value: unknown): string[] {
  if (!isObject(value)) return ['it is not an object'];
  const { specVersion, configSchema } = value;
  const mistakes: readonly (readonly [boolean, string])[] = [
    [typeof specVersion === 'number', 'its specVersion must be 1'],
    [isName(value.slot), 'its slot must be a name'],
    [isName(value.type), 'its type must be a name'],
    [
      isObjectSchema(configSchema),
      'its configSchema must be an object schema of zod 4: z.strictObject({ … })',
    ],
  ];
  return mistakes.filter(([isRight]) => !isRight).map(([, mistake]) => mistake);
}

/** Whichever copy of zod made it. */
function isObjectSchema(value: unknown): boolean {
  const inner = isObject(value) && 'safeParse' in value ? value._zod : undefined;
  const def = isObject(inner) ? inner.def : undefined;
  return isObject(def) && def.type === 'object';
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function describe(value: unknown): string {
  if (!isObject(value)) return String(value);
  const [slot, type] = [value.slot, value.type].map((part) => (typeof part === 'string' ? part : '?'));
  return `${slot} "${type}"`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
