import { stat } from 'node:fs/promises';
import { LangSegError } from '@langseg/core';

/** What a person meant by the name of a file: one of this machine, one on a web server, or one of a repository of the hub. */
export type FileRef =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'address'; readonly folder: string; readonly file: string }
  /** Without a file, the one that fits. */
  | { readonly kind: 'hub'; readonly id: string; readonly file?: string };

/** `owner/name`, with or without `@revision` and `:file`. */
const hubRef = /^([\w-][\w.-]*\/[\w-][\w.-]*(?:@[^:]+)?)(?::(.+))?$/;
const fileName = /\.(onnx|ckpt|pth?|bin|safetensors|npz|npy|json|zip|model|txt|tsv)$/i;

/**
 * Tells what a name stands for. What exists on this machine wins.
 *
 * @throws LangSegError `USAGE` for an address that names no file.
 */
export async function readFileRef(ref: string): Promise<FileRef> {
  if (/^https?:/i.test(ref)) return addressed(ref);
  const isHere = await stat(ref).then(
    () => true,
    () => false,
  );
  const [, id, file] = (!isHere && hubRef.exec(ref)) || [];
  if (id === undefined || (file === undefined && fileName.test(id))) return { kind: 'local', path: ref };
  return { kind: 'hub', id, ...(file !== undefined && { file }) };
}

function addressed(ref: string): FileRef {
  const [, folder, name] = (URL.canParse(ref) && /^(.+)\/([^/?#]+)(?:[?#].*)?$/.exec(ref)) || [];
  if (folder === undefined || !fileName.test(name))
    throw new LangSegError(
      'USAGE',
      `${JSON.stringify(ref)} should be the address of a file, such as https://example.org/weights.safetensors.`,
      { ref },
    );
  return { kind: 'address', folder, file: decodeURIComponent(name) };
}
