import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LangSegError } from '@langseg/core';

/** A model that is downloaded: every file of it has an address below `baseUrl`. */
export interface RemoteModel {
  readonly kind: 'remote';
  /** The model without its revision: a hub id or an address. */
  readonly id: string;
  /** Branch, tag or commit; hub models only. */
  readonly revision?: string;
  /** Address of the folder, without a slash at the end. */
  readonly baseUrl: string;
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

const hubId = /^([\w-][\w.-]*\/[\w-][\w.-]*?)(?:@(.+))?$/;
const revisionName = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;

/**
 * Tells what a person meant by a model: an existing folder, an address of a bundle, or a hub id `owner/name[@revision]`.
 * A folder wins over a hub id of the same name.
 *
 * @throws LangSegError `NOT_FOUND` listing the forms.
 */
export async function parseModelRef(
  ref: string,
  { endpoint, revision }: { readonly endpoint: string; readonly revision?: string },
): Promise<LocalModel | RemoteModel> {
  if (/^https?:/i.test(ref)) return urlModel(ref);
  const path = ref.startsWith('file:') ? pathOf(ref) : ref;
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return { kind: 'directory', path };
  const match = hubId.exec(ref);
  if (stats || !match) throw unknownForm(ref, stats ? 'a file' : 'neither a folder nor a model id');
  return hubModel(match[1], revision ?? match[2] ?? 'main', endpoint);
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

function urlModel(ref: string): RemoteModel {
  if (!URL.canParse(ref)) throw unknownForm(ref, 'not a valid address');
  const url = new URL(ref);
  url.search = '';
  url.hash = '';
  const baseUrl = url.href.replace(/(\/config\.json)?\/*$/, '');
  const digest = createHash('sha256').update(baseUrl).digest('hex').slice(0, 16);
  const key = `url--${url.host.replace(/[^\w.-]/g, '_')}--${digest}`;
  return { kind: 'remote', id: baseUrl, baseUrl, onHub: false, key };
}

function hubModel(id: string, revision: string, endpoint: string): RemoteModel {
  if (!revisionName.test(revision))
    throw new LangSegError('NOT_FOUND', `${JSON.stringify(revision)} is not the name of a revision.`, {
      id,
      revision,
    });
  const encoded = encodeURIComponent(revision);
  const baseUrl = `${endpoint}/${id}/resolve/${encoded}`;
  return {
    kind: 'remote',
    id,
    revision,
    baseUrl,
    onHub: true,
    key: `hub--${id.replace('/', '--')}--${encoded}`,
  };
}
