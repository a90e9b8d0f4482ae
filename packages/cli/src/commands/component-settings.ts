import {
  LangSegError,
  type AnyComponent,
  type AnyConfig,
  type ComponentSet,
  type SlotKey,
} from '@langseg/core';
import { readValue } from './read-value.js';

/** Options by the name that stands before the dot: `--set name.option=value`. */
export type Settings = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * Reads `--set`; what follows `=` is JSON where it can be read as such, else text.
 *
 * @param names that may stand before the dot.
 * @throws LangSegError `USAGE` for others.
 */
export function settingsOf(assignments: readonly string[], names: readonly string[]): Settings {
  const settings = new Map<string, Record<string, unknown>>();
  for (const assignment of assignments) {
    const [, name, option, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(assignment) ?? [];
    if (name === undefined || !names.includes(name))
      throw new LangSegError(
        'USAGE',
        `--set ${assignment} sets nothing: expected name.option=value with one of ${names.join(', ')}.`,
      );
    settings.set(name, { ...settings.get(name), [option]: readValue(value) });
  }
  return settings;
}

/**
 * The configs of components that options name, checked.
 *
 * @throws LangSegError `USAGE` for a component or an option that there is not.
 */
export function componentConfigs<D extends AnyComponent>(
  slot: SlotKey<D>,
  types: readonly string[],
  settings: Settings,
  registry: ComponentSet,
): AnyConfig[] {
  try {
    return types.map((type) => {
      const config = { type, ...settings.get(type) };
      registry.parseConfig(slot, config);
      return config;
    });
  } catch (error) {
    throw LangSegError.is(error) ? new LangSegError('USAGE', error.message) : error;
  }
}
