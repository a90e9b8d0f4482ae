import { LangSegError, type AnyConfig, type ComponentSet } from '@langseg/core';
import type { mapFormatSlot, rgbdLayoutSlot } from '@langseg/mapping';
import { readValue } from '../read-value.js';
import type { FuseCommandOptions } from './fuse-options.js';

/** The layout and the formats that options name, with their own options. */
export interface FuseConfigs {
  readonly layout?: AnyConfig;
  readonly formats: readonly AnyConfig[];
}

/** The options of a component as `--set name.option=value` gives them. */
type Settings = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * Reads `--layout`, `--format` and `--set`.
 *
 * @param usual formats unless some are named. @param slots that the registry is asked for.
 * @throws LangSegError `USAGE` for what there is not.
 */
export function fuseConfigs(
  { layout, format, set }: Pick<FuseCommandOptions, 'layout' | 'format' | 'set'>,
  usual: readonly string[],
  registry: ComponentSet,
  slots: { readonly rgbdLayoutSlot: typeof rgbdLayoutSlot; readonly mapFormatSlot: typeof mapFormatSlot },
): FuseConfigs {
  const types = format ?? usual;
  const settings = settingsOf(set, ['layout', ...types]);
  const own = settings.get('layout');
  if (own && layout === undefined)
    throw new LangSegError(
      'USAGE',
      '--set layout.… needs --layout, which says what layout it is an option of.',
    );
  const configs = {
    ...(layout !== undefined && { layout: { type: layout, ...own } }),
    formats: types.map((type) => ({ type, ...settings.get(type) })),
  };
  try {
    if (configs.layout) registry.parseConfig(slots.rgbdLayoutSlot, configs.layout);
    for (const config of configs.formats) registry.parseConfig(slots.mapFormatSlot, config);
  } catch (error) {
    throw LangSegError.is(error) ? new LangSegError('USAGE', error.message) : error;
  }
  return configs;
}

function settingsOf(assignments: readonly string[], names: readonly string[]): Settings {
  const settings = new Map<string, Record<string, unknown>>();
  for (const assignment of assignments) {
    const [, name, option, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(assignment) ?? [];
    if (name === undefined || !names.includes(name))
      throw new LangSegError(
        'USAGE',
        `--set ${assignment} sets nothing: expected name.option=value with one of ${names.join(', ')}, such as vlmaps.pose=base.`,
      );
    settings.set(name, { ...settings.get(name), [option]: readValue(value) });
  }
  return settings;
}
