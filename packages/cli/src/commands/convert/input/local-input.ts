import { basename, join } from 'node:path';
import { createModelStore, sha256File, type ModelRepository } from '@langseg/adapter-node';
import { modelCatalogue, type WriteBundleOptions } from '@langseg/convert';
import { printable } from '../../../terminal/printable.js';
import type { ModelContext } from '../../model-context.js';
import type { ConvertCommandOptions } from '../convert-options.js';
import { readFileRef } from './file-ref.js';
import { downloaded, localFile, type PathOf } from './local-file.js';
import { chosenFiles, namedFile } from './repository-files.js';

/** What is to be converted, as files of this machine. */
export interface LocalInput {
  readonly path: string;
  /** With what is known of a published model filled in, and paths where files elsewhere were named. */
  readonly options: ConvertCommandOptions;
  /** Where the weights came from, where that is not the path. */
  readonly origin?: NonNullable<WriteBundleOptions['source']>;
}

/**
 * A file or folder as it is; of a model of the hub the files that are needed, of an address its file, downloaded into the cache. A
 * model of the catalogue that is published in several files is known by its name.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` for a repository without files that fit; as {@link localFile}.
 */
export async function localInput(
  input: string,
  given: ConvertCommandOptions,
  context: ModelContext,
): Promise<LocalInput> {
  const { ref, named } = await publishedFiles(input, given);
  const others = await otherFiles(named, context);
  const found = await readFileRef(ref);
  if (found.kind === 'hub') return hubInput(found, named, others, context);
  const pathOf = await localFile(ref, context);
  const [path, options] = [await pathOf(), { ...named, ...(await others()) }];
  if (found.kind === 'local') return { path, options };
  const sha256 = await sha256File(path, { signal: context.io.signal });
  return { path, options, origin: { file: ref, sha256 } };
}

/** The addresses of a catalogue's model that has a file for each of its parts; anything else as it is. */
async function publishedFiles(input: string, options: ConvertCommandOptions) {
  const model = modelCatalogue.find(({ id, files }) => id === input && files !== undefined);
  if (!model?.files || (await readFileRef(input).then(({ kind }) => kind !== 'local')))
    return { ref: input, named: options };
  const { weights, ...others } = model.files;
  return { ref: weights, named: { name: model.id, license: model.license, ...others, ...options } };
}

async function hubInput(
  { id, file }: { readonly id: string; readonly file?: string },
  named: ConvertCommandOptions,
  others: () => Promise<Partial<ConvertCommandOptions>>,
  context: ModelContext,
): Promise<LocalInput> {
  const { terminal, io } = context;
  terminal.note(`There is no file or folder ${printable(id)} here: looking for it on the hub.`);
  const repository = await createModelStore().repository(id, { signal: io.signal });
  const { weights, textWeights, moreWeights, needed } =
    file === undefined
      ? await chosenFiles(repository, named, context)
      : { weights: namedFile(repository, file), needed: [file] };
  const folder = await (await downloaded(repository, needed, context))();
  const options = { ...named, ...(await others()) };
  // What a person says goes before what the hub says.
  const { license = repository.license, name = basename(repository.id) } = options;
  const sha256 = repository.files.find(({ path }) => path === weights)?.sha256;
  return {
    path: join(folder, weights),
    options: {
      ...options,
      name,
      ...(license !== undefined && { license }),
      ...(textWeights !== undefined && { textWeights: join(folder, textWeights) }),
      ...(moreWeights !== undefined && {
        moreWeights: [join(folder, moreWeights), ...(options.moreWeights ?? [])],
      }),
    },
    origin: {
      file: `${repository.id}@${repository.revision}/${weights}`,
      ...(sha256 !== undefined && { sha256 }),
    },
  };
}

/** All other files that were named. @returns what gives their paths, as options. */
async function otherFiles(
  { textWeights, moreWeights = [], ...options }: ConvertCommandOptions,
  context: ModelContext,
): Promise<() => Promise<Partial<ConvertCommandOptions>>> {
  const found = new Map<string, PathOf>();
  if (textWeights !== undefined)
    found.set(
      'textWeights',
      await localFile(textWeights, context, (repository) => textFiles(repository, context)),
    );
  for (const option of ['projection', 'tokenizer', 'modelConfig', 'wordTable'] as const) {
    const ref = options[option];
    if (ref !== undefined) found.set(option, await localFile(ref, context));
  }
  const more: PathOf[] = [];
  for (const ref of moreWeights) more.push(await localFile(ref, context));
  return async () => {
    const paths: Record<string, string | string[]> = {};
    for (const [option, pathOf] of found) paths[option] = await pathOf();
    if (more.length > 0) paths.moreWeights = await Promise.all(more.map((pathOf) => pathOf()));
    return paths;
  };
}

/** The file with a repository's text encoder, and what lies beside it and is looked for. */
async function textFiles(repository: ModelRepository, context: ModelContext): Promise<string[]> {
  const { weights, textWeights = weights, needed } = await chosenFiles(repository, {}, context);
  const others = needed.filter(
    (path) => path !== textWeights && (path !== weights || textWeights === weights),
  );
  return [textWeights, ...others];
}
