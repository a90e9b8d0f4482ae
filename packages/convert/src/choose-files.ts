import { imageArchitectures, textArchitectures, type ConversionSource } from '@langseg/architecture';
import { openCheckpointIn, type ByteSource, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, throwIfAborted, type ComponentSet } from '@langseg/core';
import { findImage, type FoundImage } from './find-image.js';
import { findText, isInsideOther, type FoundText } from './find-text.js';
import { joinCheckpoints } from './join-checkpoints.js';
import { textOf } from './text-of.js';

/** A repository of which files are to be chosen. */
export interface FileRepository {
  /** For messages: `owner/name`. */
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Opens a file for looking at its headers. */
  open(path: string): Promise<ByteSource>;
}

/** What a person has chosen about it. */
export interface ChooseFilesOptions {
  readonly registry: ComponentSet;
  readonly stateDict?: string | undefined;
  /** The text encoder comes from elsewhere. Default false. */
  readonly hasText?: boolean;
  readonly signal?: AbortSignal;
}

/** The files of a repository that a conversion needs. */
export interface ChosenFiles {
  /** The checkpoint, or the index of its files. */
  readonly weights: string;
  /** The text encoder's, where it lies in a file of its own. */
  readonly textWeights?: string;
  /** A file with the rest of the image encoder, such as a head that is published apart. */
  readonly moreWeights?: string;
  /** All of them, with those that lie beside and are looked for by architectures. */
  readonly needed: readonly string[];
}

/** Endings of checkpoints, those that are preferred first. */
const endings = [
  /\.safetensors\.index\.json$/i,
  /\.safetensors$/i,
  /\.npz$/i,
  /\.bin\.index\.json$/i,
  /\.(bin|pt|pth|ckpt)$/i,
];

/** One of several files of a checkpoint, which its index names. */
const shard = /-\d{5}-of-\d{5}\.\w+$/;

/** More checkpoints than this are not looked at. */
const mostCandidates = 48;

interface Candidate {
  readonly path: string;
  readonly image?: FoundImage;
  /** The text encoder of the image encoder, or a text encoder alone. */
  readonly text?: FoundText;
  /** The checkpoint with all its parts. */
  readonly opened: readonly string[];
  readonly checkpoint: Checkpoint;
}

/**
 * Chooses the files of a repository that can be converted, as the architectures of a registry recognise them. Headers are read, weights are
 * not: a file with an image encoder and its text encoder comes first, then two files with one of them each, then whatever is recognised. A file
 * that is nothing by itself is taken as well if it makes another architecture of the image encoder, as a head does that is published apart.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` where nothing is recognised, listing what there is; what `open` throws.
 */
export async function chooseFiles(
  repository: FileRepository,
  { registry, stateDict, hasText = false, signal }: ChooseFilesOptions,
): Promise<ChosenFiles> {
  const found: Candidate[] = [];
  const others: Candidate[] = [];
  const reasons = new Map<string, string>();
  for (const path of candidatesOf(repository)) {
    throwIfAborted(signal);
    try {
      const candidate = await look(repository, path, registry, stateDict);
      if (candidate.image && (candidate.text ?? hasText)) return chosen(repository, candidate);
      if (candidate.image ?? candidate.text) found.push(candidate);
      else {
        others.push(candidate);
        reasons.set(path, 'no architecture that is known');
      }
    } catch (error) {
      if (!LangSegError.is(error, 'FILE_CORRUPT') && !LangSegError.is(error, 'FILE_UNSAFE')) throw error;
      reasons.set(path, error.message);
    }
  }
  const image = found.find((candidate) => candidate.image);
  const text = found.find((candidate) => !candidate.image);
  const first = image ?? text;
  if (!first) throw nothingFits(repository, registry, reasons);
  const rest = image && others.find((other) => makesAnother(image, other, registry, stateDict));
  return chosen(repository, first, image && text, rest);
}

/** Whether two files together are an image encoder of another architecture than the first one alone. */
function makesAnother(
  { image, checkpoint }: Candidate,
  other: Candidate,
  registry: ComponentSet,
  stateDict: string | undefined,
): boolean {
  if ([...other.checkpoint.tensors.keys()].some((name) => checkpoint.tensors.has(name))) return false;
  const both = findImage(registry, joinCheckpoints(checkpoint, [other.checkpoint]), stateDict);
  return both !== undefined && both.component.type !== image?.component.type;
}

/** Checkpoints by preference, those that lie least deep first. */
function candidatesOf({ files }: FileRepository): string[] {
  const rank = (path: string) => endings.findIndex((ending) => ending.test(path));
  const depth = (path: string) => path.split('/').length;
  return files
    .map(({ path }) => path)
    .filter((path) => rank(path) >= 0 && !shard.test(path))
    .sort((a, b) => depth(a) - depth(b) || rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, mostCandidates);
}

async function look(
  repository: FileRepository,
  path: string,
  registry: ComponentSet,
  stateDict: string | undefined,
): Promise<Candidate> {
  const folder = folderOf(path);
  const opened: string[] = [];
  const checkpoint = await openCheckpointIn({
    entry: path.slice(folder.length),
    names: () => Promise.resolve(namesIn(repository, folder)),
    open(name) {
      opened.push(folder + name);
      return repository.open(folder + name);
    },
  });
  return {
    path,
    opened,
    checkpoint,
    ...recognise({ name: path, checkpoint }, checkpoint, registry, stateDict),
  };
}

function recognise(
  source: ConversionSource,
  checkpoint: Checkpoint,
  registry: ComponentSet,
  stateDict: string | undefined,
): Pick<Candidate, 'image' | 'text'> {
  if (stateDict !== undefined && ![...checkpoint.stateDicts.keys()].includes(stateDict)) return {};
  const image = findImage(registry, checkpoint, stateDict);
  if (image) {
    const text = textOf({ ...source, checkpoint }, image.dict, image.checkpoint, { registry });
    return { image, ...(text && { text }) };
  }
  const text = findText(registry, source, { ...(stateDict !== undefined && { stateDict }) });
  return text && !isInsideOther(text, registry) ? { text } : {};
}

function chosen(
  repository: FileRepository,
  first: Candidate,
  second?: Candidate,
  rest?: Candidate,
): ChosenFiles {
  const parts = [first, rest, second].filter((part) => part !== undefined);
  const beside = parts.flatMap(({ path, image, text }) => {
    const wanted = [image?.checkpoint.files ?? {}, text?.conversion.files ?? {}].flatMap((files) =>
      Object.values(files).flat(),
    );
    const there = namesIn(repository, folderOf(path));
    return wanted.filter((name) => there.includes(name)).map((name) => folderOf(path) + name);
  });
  return {
    weights: first.path,
    ...(second && { textWeights: second.path }),
    ...(rest && { moreWeights: rest.path }),
    needed: [...new Set([...parts.flatMap(({ opened }) => opened), ...beside])],
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Names of the files right in a folder, which ends with a slash. */
function namesIn({ files }: FileRepository, folder: string): string[] {
  return files.flatMap(({ path }) =>
    path.startsWith(folder) && !path.slice(folder.length).includes('/') ? [path.slice(folder.length)] : [],
  );
}

function nothingFits(
  { name, files }: FileRepository,
  registry: ComponentSet,
  reasons: ReadonlyMap<string, string>,
): LangSegError {
  const known = [
    ...imageArchitectures(registry).map(({ type }) => type),
    ...textArchitectures(registry).map(({ conversion }) => conversion.what),
  ].join(', ');
  const listed = [...reasons].slice(0, 8).map(([path, reason]) => `${path}: ${reason}`);
  const others = files.filter(({ path }) => !reasons.has(path)).map(({ path }) => path);
  const what =
    reasons.size > 0
      ? `None of its checkpoints can be converted:\n  ${listed.join('\n  ')}`
      : `It holds no checkpoint, but ${files.length} other files${others.length > 0 ? `: ${others.slice(0, 8).join(', ')}` : ''}`;
  return new LangSegError(
    'WEIGHTS_MISMATCH',
    `${name} has no files that fit. ${what}${reasons.size > 8 ? '\n  …' : ''}\nKnown are ${known}. A repository that is a bundle of LangSeg ` +
      'needs no conversion: name it as the model.',
    { name, files: files.map(({ path }) => path) },
  );
}
