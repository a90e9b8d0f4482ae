import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withIoErrors, writeAtomically } from '@langseg/adapter-node';
import {
  labelOptionsOf,
  LangSegError,
  type Label,
  type LabelOptions,
  type RunOptions,
  type ViewOptions,
} from '@langseg/core';
import { settingsDifferences } from '@langseg/evaluation';
import { readVersion } from '../../version.js';
import type { ModelFacts } from '../model-facts.js';
import type { ChosenFormat } from './choose-formats.js';
import type { SegmentOptions } from './segment-options.js';

/** Name of the note in an output folder. */
const runNoteName = '.langseg-segment.json';

/** Everything that results depend on, besides the photos. */
export type RunSettings = Readonly<Record<string, unknown>>;

/** What the settings of a run are made of. */
export interface RunSettingsInit {
  readonly options: LabelOptions &
    Pick<SegmentOptions, 'longestSide' | 'refine' | 'bands' | 'range' | 'colors'>;
  readonly labels: readonly Label[];
  readonly view: ViewOptions | 'whole' | undefined;
  readonly formats: readonly ChosenFormat[];
  readonly model: ModelFacts;
}

/** The settings of a run as they are written down. */
export function runSettings({ options, labels, view, formats, model }: RunSettingsInit): RunSettings {
  const { longestSide, refine, bands, range, colors } = options;
  const settings = {
    model: { name: model.config.name, sha256: model.sha256 },
    labels,
    ...labelOptionsOf(options),
    view: view ?? 'model',
    longestSide,
    refine,
    bands,
    range,
    colors,
    formats: Object.fromEntries(formats.map(({ config: { type, ...own } }) => [type, own])),
    langseg: readVersion(),
  };
  return JSON.parse(JSON.stringify(settings)) as RunSettings;
}

/**
 * Notes in the output folder what its results are made with, where the note there says something else. Results that are older than the
 * note are of another run.
 *
 * @throws LangSegError `IO_FAILED`, `ABORTED`.
 */
export async function writeRunNote(out: string, settings: RunSettings, options: RunOptions): Promise<void> {
  const path = join(out, runNoteName);
  const found = await readNote(path);
  if (found && settingsDifferences(found, settings).length === 0) return;
  const bytes = new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`);
  await writeAtomically(path, (sink) => sink.write(bytes), options);
}

/**
 * Since when results in the output folder are made with these settings, in milliseconds; `undefined` where there is no note.
 *
 * @throws LangSegError `USAGE` for results of other settings, naming what differs; `IO_FAILED`.
 */
export async function checkRunNote(out: string, settings: RunSettings): Promise<number | undefined> {
  const path = join(out, runNoteName);
  const found = await readNote(path);
  if (!found) return undefined;
  const differences = settingsDifferences(found, settings);
  if (differences.length > 0)
    throw new LangSegError(
      'USAGE',
      `The results in ${out} were made with other settings:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
        'Repeat the command as it was, choose another folder, or leave out --resume to make all results anew.',
      { out, differences },
    );
  return (await stat(path)).mtimeMs;
}

/** Undefined for no note, and for what is none: it says nothing about the results. */
async function readNote(path: string): Promise<RunSettings | undefined> {
  const text = await withIoErrors('read', path, () => readFile(path, 'utf8')).catch((error: unknown) => {
    if (LangSegError.is(error, 'NOT_FOUND')) return '';
    throw error;
  });
  try {
    const note: unknown = JSON.parse(text);
    return typeof note === 'object' && note !== null && !Array.isArray(note)
      ? (note as RunSettings)
      : undefined;
  } catch {
    return undefined;
  }
}
