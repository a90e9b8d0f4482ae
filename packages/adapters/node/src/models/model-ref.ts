import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelAt, modelOnHub, type RemoteModel } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';

/** A model that is downloaded into the cache. */
export interface CacheableModel extends RemoteModel {
  /** The hub's access token may be sent along. */
  readonly onHub: boolean;
  /** Name of its folder in the cache. */
  readonly key: string;
}

/** A model in a folder of this machine. */
export interface LocalModel {
  readonly kind: 'directory';
  readonly path: string;
}

/**
 * Tells what a person meant by a model: an existing folder, an address of a bundle, or a hub id `owner/name[@revision]`.
 * A folder wins over a hub id of the same name.
 *
 * @throws LangSegError `NOT_FOUND` listing the forms.
 */
export async function parseModelRef(
  ref: string,
  { endpoint, revision }: { readonly endpoint: string; readonly revision?: string },
): Promise<LocalModel | CacheableModel> {
  if (/^https?:/i.test(ref)) return urlModel(ref);
  const path = ref.startsWith('file:') ? pathOf(ref) : ref;
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return { kind: 'directory', path };
  const model = stats ? undefined : modelOnHub(ref, { endpoint, revision });
  if (!model || isFileName(ref))
    throw unknownForm(ref, stats ? 'a file' : 'neither a folder nor a model id: there is no such folder');
  return hubModel(model);
}

/** `nets/street.onnx` looks like a hub id, but nobody calls a model like that. */
function isFileName(ref: string): boolean {
  return /\.(onnx|ckpt|pth?|bin|safetensors|json|zip)$/i.test(ref);
}

function unknownForm(ref: string, found: string): LangSegError {
  return new LangSegError(
    'NOT_FOUND',
    `${JSON.stringify(ref)} is ${found}. A model is given as a folder with a config.json, as the http(s) address of ` +
      'such a folder, or as a hub id "owner/name" or "owner/name@revision".',
    { ref },
  );
}

function pathOf(fileUrl: string): string {
  try {
    return fileURLToPath(fileUrl);
  } catch {
    throw unknownForm(fileUrl, 'not the address of a file on this machine');
  }
}

function urlModel(ref: string): CacheableModel {
  if (!URL.canParse(ref)) throw unknownForm(ref, 'not a valid address');
  const model = modelAt(new URL(ref));
  return { ...model, onHub: false, key: keyOf('url', new URL(model.baseUrl).host, model.baseUrl) };
}

/** A model of the hub with its place in the cache. */
export function hubModel(model: RemoteModel): CacheableModel {
  const id = `${model.id}@${model.revision ?? ''}`;
  return { ...model, onHub: true, key: keyOf('hub', model.id.replace('/', '--'), id) };
}

/** A folder's name that people recognise; the hash keeps apart what looks the same in it, as `a--b/c` and `a/b--c`. */
function keyOf(kind: string, name: string, identity: string): string {
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  return `${kind}--${name.replace(/[^\w.-]/g, '_').slice(0, 100)}--${digest}`;
}
