import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createModelStore, type ModelRepository } from '@langseg/adapter-node';
import { chooseFiles, type WriteBundleOptions } from '@langseg/convert';
import type { ByteSource } from '@langseg/checkpoints';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { showDownload } from '../show-download.js';
import type { ConvertCommandOptions } from './convert-options.js';

/** What is to be converted, as files of this machine. */
export interface LocalInput {
  readonly path: string;
  /** With what is known of a model of the hub filled in. */
  readonly options: ConvertCommandOptions;
  /** Where the weights came from, where that is not the path. */
  readonly origin?: NonNullable<WriteBundleOptions['source']>;
}

/** `owner/name`, with or without `@revision`, and no file's name. */
const hubId = /^[\w-][\w.-]*\/[\w-][\w.-]*(@.+)?$/;
const fileName = /\.(onnx|ckpt|pth?|bin|safetensors|npz|npy|json|zip|model|txt|tsv)$/i;

/**
 * A file or folder as it is; of a model of the hub the files that are needed, downloaded into the cache.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` for a repository without files that fit; as `ModelStore.repository` and its download.
 */
export async function localInput(
  input: string,
  options: ConvertCommandOptions,
  context: ModelContext,
): Promise<LocalInput> {
  const isHere = await stat(input).then(
    () => true,
    () => false,
  );
  if (isHere || !hubId.test(input) || fileName.test(input)) return { path: input, options };
  const { terminal, io, registry } = context;
  terminal.note(`There is no file or folder ${printable(input)} here: looking for it on the hub.`);
  const repository = await createModelStore().repository(input, { signal: io.signal });
  const { weights, textWeights, needed } = await chosenFiles(repository, options, context, registry);
  const bytes = repository.files
    .filter(({ path }) => needed.includes(path))
    .reduce((sum, file) => sum + file.bytes, 0);
  terminal.note(
    `${printable(repository.id)} at ${repository.revision.slice(0, 12)}: ${needed.map((path) => printable(path)).join(', ')} (${prettyBytes(bytes)}).`,
  );
  const folder = await showDownload(
    terminal,
    (onProgress) => repository.download(needed, { signal: io.signal, onProgress }),
    { mayBeFolder: false },
  );
  const { license, name } = { license: repository.license, name: basename(repository.id), ...given(options) };
  const sha256 = repository.files.find(({ path }) => path === weights)?.sha256;
  return {
    path: join(folder, weights),
    options: {
      ...options,
      name,
      ...(license !== undefined && { license }),
      ...(textWeights !== undefined && { textWeights: join(folder, textWeights) }),
    },
    origin: {
      file: `${repository.id}@${repository.revision}/${weights}`,
      ...(sha256 !== undefined && { sha256 }),
    },
  };
}

async function chosenFiles(
  repository: ModelRepository,
  { textWeights, wordTable, stateDict }: ConvertCommandOptions,
  { io }: ModelContext,
  registry: ModelContext['registry'],
) {
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

/** What a person says goes before what the hub says. */
function given({ license, name }: ConvertCommandOptions) {
  return { ...(license !== undefined && { license }), ...(name !== undefined && { name }) };
}
