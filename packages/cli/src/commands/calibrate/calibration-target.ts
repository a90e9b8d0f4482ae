import { copyFile, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createModelStore,
  isDirectory,
  withIoErrors,
  writeAtomically,
  writeDirectoryAtomically,
} from '@langseg/adapter-node';
import { LangSegError, parseBundleConfig, readJsonAsset, type Calibration } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import type { CalibrateCommandOptions } from './calibrate-options.js';

/** Where a calibration goes. */
export interface CalibrationTarget {
  /** @returns the folder of the bundle that has it now. */
  write(calibration: Calibration): Promise<string>;
}

/**
 * Works out where the options want the calibration, before anything is measured. Undefined: nowhere.
 *
 * @throws LangSegError `USAGE` for `--write` to a model that is no folder of the user, `IO_FAILED` for a folder that is not empty.
 */
export async function calibrationTarget(
  model: string,
  { out, write }: Pick<CalibrateCommandOptions, 'out' | 'write'>,
  signal: AbortSignal,
): Promise<CalibrationTarget | undefined> {
  if (out !== undefined) {
    await assertEmpty(out);
    return { write: (calibration) => writeCopy(model, out, calibration, signal) };
  }
  if (!write) return undefined;
  await assertOwn(model);
  return {
    write: async (calibration) => {
      const config = await readJsonAsset(await createModelStore().resolve(model, { signal }), 'config.json');
      const bytes = new TextEncoder().encode(withCalibration(config, calibration));
      await writeAtomically(join(model, 'config.json'), (sink) => sink.write(bytes), { signal });
      return model;
    },
  };
}

async function writeCopy(
  model: string,
  out: string,
  calibration: Calibration,
  signal: AbortSignal,
): Promise<string> {
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const assets = await createModelStore().resolve(ref, { signal });
  const config = await readJsonAsset(assets, 'config.json');
  const { files } = parseBundleConfig(config);
  await writeDirectoryAtomically(
    out,
    async (folder) => {
      for (const path of Object.keys(files)) {
        const source = await assets.model(path);
        await mkdir(dirname(join(folder, path)), { recursive: true });
        if (source.kind === 'file') await copyFile(source.path, join(folder, path));
        else await writeFile(join(folder, path), await assets.read(path));
      }
      await writeFile(join(folder, 'config.json'), withCalibration(config, calibration));
    },
    { signal },
  );
  return out;
}

/** `config.json` as it is, with the calibration; entries that this version doesn't know stay. */
function withCalibration(config: unknown, { temperature, threshold }: Calibration): string {
  return `${JSON.stringify({ ...(config as object), calibration: { temperature, threshold } }, null, 2)}\n`;
}

async function assertOwn(model: string): Promise<void> {
  const built = await realpath(fileURLToPath(bundleUrl));
  if (model === 'default' || (await realpath(model).catch(() => undefined)) === built)
    throw new LangSegError(
      'USAGE',
      'The built-in model is a part of the installation and is not changed. Write a calibrated copy of it with --out.',
      { model },
    );
  if (!(await isDirectory(model)))
    throw new LangSegError(
      'USAGE',
      `--write changes a bundle in a folder, and ${model} is none. Write a calibrated copy of it with --out.`,
      { model },
    );
}

async function assertEmpty(out: string): Promise<void> {
  const entries = await withIoErrors('read', out, () => readdir(out)).catch((error: unknown) => {
    if (LangSegError.is(error, 'NOT_FOUND')) return [];
    throw error;
  });
  if (entries.length > 0)
    throw new LangSegError('IO_FAILED', `${out} exists and is not empty; choose another folder.`, {
      path: out,
    });
}
