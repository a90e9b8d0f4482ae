import { fileURLToPath } from 'node:url';
import { parseBundleConfig } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { readWholeFile } from '../read-whole-file.js';

/** The model that ships with LangSeg. */
export interface EmbeddedModel {
  readonly id: 'default';
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
}

/** @throws LangSegError `NOT_FOUND`, `CONFIG_INVALID` when the installation is damaged. */
export async function defaultModel(): Promise<EmbeddedModel> {
  const path = fileURLToPath(bundleUrl);
  const config = new TextDecoder().decode(await readWholeFile(`${path}config.json`));
  const { name, files } = parseBundleConfig(JSON.parse(config));
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return { id: 'default', name, bytes, path };
}
