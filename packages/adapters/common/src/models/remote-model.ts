import { LangSegError } from '@langseg/core';

/** Where models are downloaded from unless an option or variable says otherwise. */
export const hubEndpoint = 'https://huggingface.co';

/** A model on a web server: every file of it has an address below `baseUrl`. */
export interface RemoteModel {
  readonly kind: 'remote';
  /** The model without its revision: a hub id or an address. */
  readonly id: string;
  /** Branch, tag or commit; hub models only. */
  readonly revision?: string;
  /** Address of the folder, without a slash at the end. */
  readonly baseUrl: string;
}

const hubId = /^([\w-][\w.-]*\/[\w-][\w.-]*?)(?:@(.+))?$/;
const revisionName = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;

/** The model at an address: that of its folder, or of its `config.json`. */
export function modelAt(address: URL): RemoteModel {
  const url = new URL(address);
  url.search = '';
  url.hash = '';
  const baseUrl = url.href.replace(/(\/config\.json)?(?<!\/)\/*$/, '');
  return { kind: 'remote', id: baseUrl, baseUrl };
}

/**
 * The model that a hub id names: `owner/name` or `owner/name@revision`.
 *
 * @param options.revision goes before the one in the id. Default `main`.
 * @returns `undefined` for what does not look like a hub id.
 * @throws LangSegError `NOT_FOUND` for a revision that can't be one.
 */
export function modelOnHub(
  ref: string,
  { endpoint, ...options }: { readonly endpoint: string; readonly revision?: string },
): RemoteModel | undefined {
  const match = hubId.exec(ref);
  if (!match) return undefined;
  const [, id] = match;
  const revision = options.revision ?? match[2] ?? 'main';
  if (!revisionName.test(revision))
    throw new LangSegError('NOT_FOUND', `${JSON.stringify(revision)} is not the name of a revision.`, {
      id,
      revision,
    });
  const baseUrl = `${endpoint}/${id}/resolve/${encodeURIComponent(revision)}`;
  return { kind: 'remote', id, revision, baseUrl };
}

/** Address of a file of a model. */
export function addressOf({ baseUrl }: RemoteModel, file: string): string {
  return `${baseUrl}/${file.split('/').map(encodeURIComponent).join('/')}`;
}
