import type { ModelRepository } from '@langseg/adapter-node';
import type { ByteSource } from '@langseg/checkpoints';
import { chooseFiles, type ChosenFiles } from '@langseg/convert';
import { LangSegError } from '@langseg/core';
import type { ModelContext } from '../../model-context.js';
import type { ConvertCommandOptions } from '../convert-options.js';

/** A file of a repository by its name. @throws LangSegError `NOT_FOUND` listing what there is. */
export function namedFile({ id, files }: ModelRepository, file: string): string {
  if (files.some(({ path }) => path === file)) return file;
  const others = files.map(({ path }) => path).slice(0, 20);
  throw new LangSegError('NOT_FOUND', `${id} has no file ${file}. It holds ${others.join(', ')}.`, {
    id,
    file,
  });
}

/** The one file with weights. @throws LangSegError `USAGE` where there are several, or none. */
export function onlyCheckpoint({ id, files }: ModelRepository): string[] {
  const checkpoints = files
    .map(({ path }) => path)
    .filter((path) => /\.(safetensors|npz|bin|pth?|ckpt)$/i.test(path));
  if (checkpoints.length === 1) return checkpoints;
  throw new LangSegError(
    'USAGE',
    `${id} holds ${checkpoints.length} checkpoints. Name one as ${id}:FILE${checkpoints.length > 0 ? `: ${checkpoints.slice(0, 20).join(', ')}` : ''}.`,
    { id, checkpoints },
  );
}

/** The files of a repository that a conversion needs, found by their headers. */
export async function chosenFiles(
  repository: ModelRepository,
  { textWeights, wordTable, stateDict }: Partial<ConvertCommandOptions>,
  { io, registry }: ModelContext,
): Promise<ChosenFiles> {
  const opened: (ByteSource & { close(): Promise<void> })[] = [];
  try {
    return await chooseFiles(
      {
        name: repository.id,
        files: repository.files,
        async open(path) {
          const source = await repository.open(path, { signal: io.signal });
          opened.push(source);
          return source;
        },
      },
      {
        registry,
        ...(typeof stateDict === 'string' && { stateDict }),
        hasText: textWeights !== undefined || wordTable !== undefined,
        signal: io.signal,
      },
    );
  } finally {
    for (const source of opened) await source.close();
  }
}
