import { LangSegError } from '@langseg/core';
import { settingsDifferences } from './settings-differences.js';

/**
 * Checks that records to be merged were made with the same settings.
 *
 * @throws LangSegError `CONFIG_INVALID`, naming the differences.
 */
export function assertSameSettings<S extends object>(
  records: readonly { readonly name: string; readonly settings: S }[],
): void {
  const [first] = records;
  for (const { name, settings } of records) {
    const differences = settingsDifferences(first.settings, settings);
    if (differences.length > 0)
      throw new LangSegError(
        'CONFIG_INVALID',
        `${first.name} and ${name} were made with different settings and can't be merged:\n` +
          differences.map((line) => `  ${line}`).join('\n'),
        { records: [first.name, name], differences },
      );
  }
}
