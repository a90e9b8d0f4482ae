import {
  formatSlot,
  LangSegError,
  usualEnding,
  type AnyConfig,
  type ComponentSet,
  type FormatComponent,
} from '@langseg/core';
import { readValue } from '../read-value.js';
import type { SegmentOptions } from './segment-options.js';

/** A format that results are written in, with its options. */
export interface ChosenFormat {
  readonly format: FormatComponent;
  readonly config: AnyConfig;
}

/**
 * The formats that `--format` names, with the options of `--set` and `--alpha`.
 *
 * @throws LangSegError `USAGE` for a format or an option that there is not, and for two formats whose files have one name.
 */
export function chooseFormats(
  { format: types, set, alpha }: Pick<SegmentOptions, 'format' | 'set' | 'alpha'>,
  registry: ComponentSet,
): ChosenFormat[] {
  const known = registry.typesOf(formatSlot.name);
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined)
    throw usage(`Expected some of ${known.join(', ')} as --format, separated by commas, got "${unknown}".`);
  const settings = settingsOf(set, types);
  const chosen = types.map((type): ChosenFormat => {
    const format = registry.find(formatSlot, type);
    const config = {
      type,
      ...(alpha !== undefined && 'alpha' in format.configSchema.shape && { alpha }),
      ...settings.get(type),
    };
    assertOptions(registry, config);
    return { format, config };
  });
  const endings = chosen.map(({ format }) => usualEnding(format));
  const twice = endings.find((ending, index) => endings.indexOf(ending) !== index);
  if (twice)
    throw usage(
      `Two of the formats ${types.join(', ')} write files that end in ${twice}: write one of them.`,
    );
  return chosen;
}

/** `overlay.alpha=0.3`: options by format. What follows `=` is JSON where it can be read as such, else text. */
function settingsOf(
  assignments: readonly string[],
  types: readonly string[],
): Map<string, Record<string, unknown>> {
  const settings = new Map<string, Record<string, unknown>>();
  for (const assignment of assignments) {
    const [, type, option, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(assignment) ?? [];
    if (type === undefined || !types.includes(type))
      throw usage(
        `--set ${assignment} sets nothing: expected format.option=value with one of ${types.join(', ')}, such as overlay.alpha=0.3.`,
      );
    settings.set(type, { ...settings.get(type), [option]: readValue(value) });
  }
  return settings;
}

function assertOptions(registry: ComponentSet, config: AnyConfig): void {
  try {
    registry.parseConfig(formatSlot, config);
  } catch (error) {
    throw LangSegError.is(error) ? usage(error.message) : error;
  }
}

function usage(message: string): LangSegError {
  return new LangSegError('USAGE', message);
}
