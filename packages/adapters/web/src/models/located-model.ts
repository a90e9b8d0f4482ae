import { addressOf, modelAt, modelOnHub } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { WebBundle } from './web-bundle.js';

/** What a person can call a model: the address of its folder, a hub id, or its files. */
export type WebModelRef = string | URL | WebBundle;

/** A model whose files can be found. */
export interface LocatedModel {
  /** As messages and progress events call it. */
  readonly name: string;
  /** Address, hub id or the name of a bundle. */
  readonly id: string;
  /** Branch, tag or commit; hub models only. */
  readonly revision?: string;
  /** Where a file of the model is; `undefined` when it is not among its files. */
  readonly locate: (file: string) => string | Blob | undefined;
}

/**
 * Tells what a person meant by a model: a hub id is `owner/name` or `owner/name@revision`; everything else is the address of a
 * bundle, or relative to `baseUrl` (`./model/`).
 *
 * @throws LangSegError `NOT_FOUND` listing the forms.
 */
export function locateModel(
  ref: WebModelRef,
  { endpoint, baseUrl }: { readonly endpoint: string; readonly baseUrl?: string },
): LocatedModel {
  if (typeof ref === 'object' && !(ref instanceof URL)) return bundleOf(ref, baseUrl);
  const hub = typeof ref === 'string' ? modelOnHub(ref, { endpoint }) : undefined;
  const model = hub ?? modelAt(addressIn(ref, baseUrl));
  return {
    name: String(ref),
    id: model.id,
    revision: model.revision,
    locate: (file) => addressOf(model, file),
  };
}

function bundleOf({ name, files }: WebBundle, baseUrl: string | undefined): LocatedModel {
  return {
    name,
    id: name,
    locate(file) {
      const place = Object.hasOwn(files, file) ? files[file] : undefined;
      return place === undefined || place instanceof Blob ? place : addressIn(place, baseUrl).href;
    },
  };
}

function addressIn(ref: string | URL, baseUrl: string | undefined): URL {
  if (URL.canParse(String(ref), baseUrl)) {
    const url = new URL(ref, baseUrl);
    if (/^(https?|blob|data):$/.test(url.protocol)) return url;
  }
  throw new LangSegError(
    'NOT_FOUND',
    `${JSON.stringify(String(ref))} can't be a model. In a browser a model is given as the http(s) or relative address of a ` +
      'folder with a config.json, as a hub id "owner/name" or "owner/name@revision", or as files.',
    { ref: String(ref) },
  );
}
