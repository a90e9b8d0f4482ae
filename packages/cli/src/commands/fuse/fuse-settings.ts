import { LangSegError, type AnyConfig, type ComponentSet } from '@langseg/core';
import type { mapFormatSlot, rgbdLayoutSlot } from '@langseg/mapping';
import { componentConfigs, settingsOf } from '../component-settings.js';
import type { FuseCommandOptions } from './fuse-options.js';

/** The layout and the formats that options name, with their own options. */
export interface FuseConfigs {
  readonly layout?: AnyConfig;
  readonly formats: readonly AnyConfig[];
}

/** What the registry is asked for. */
export interface FuseSlots {
  readonly rgbdLayoutSlot: typeof rgbdLayoutSlot;
  readonly mapFormatSlot: typeof mapFormatSlot;
}

/**
 * Reads `--layout`, `--format` and `--set`.
 *
 * @param usual formats unless some are named.
 * @throws LangSegError `USAGE` for what there is not.
 */
export function fuseConfigs(
  { layout, format, set }: Pick<FuseCommandOptions, 'layout' | 'format' | 'set'>,
  usual: readonly string[],
  registry: ComponentSet,
  slots: FuseSlots,
): FuseConfigs {
  const types = format ?? usual;
  const settings = settingsOf(set, ['layout', ...types]);
  const own = settings.get('layout');
  if (own && layout === undefined)
    throw new LangSegError(
      'USAGE',
      '--set layout.… needs --layout, which says what layout it is an option of.',
    );
  const formats = componentConfigs(slots.mapFormatSlot, types, settings, registry);
  if (layout === undefined) return { formats };
  const [chosen] = componentConfigs(slots.rgbdLayoutSlot, [layout], new Map([[layout, own ?? {}]]), registry);
  return { layout: chosen, formats };
}
