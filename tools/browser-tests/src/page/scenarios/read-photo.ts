import { createWebImageReader, toTransferable } from '@langseg/adapter-web';
import type { ReadImageOptions } from '@langseg/core';
import { LangSegError } from '@langseg/web';
import { fromBase64, toBase64 } from '../sent-tensor.js';

/** What became of a photo. */
export interface ReadPhoto {
  readonly width: number;
  readonly height: number;
  /** Base64 of RGB bytes. */
  readonly data: string;
  readonly notices: readonly string[];
}

/** Reads a photo from its bytes, through the form in which it would be posted to a worker. */
export async function readPhoto(
  file: string,
  { type, maxPixels }: { readonly type?: string; readonly maxPixels?: number } = {},
): Promise<ReadPhoto | string> {
  const notices: string[] = [];
  const reader = createWebImageReader({ maxPixels, onNotice: ({ message }) => notices.push(message) });
  return unlessFailed(async () => {
    const blob = new Blob([fromBase64(file) as Uint8Array<ArrayBuffer>], { type });
    const { width, height, data } = await reader.read((await toTransferable(blob)).image);
    return { width, height, data: toBase64(data), notices };
  });
}

/** A file, or decoded pixels; both in base64. */
type SentSource =
  { readonly file: string } | { readonly width: number; readonly height: number; readonly data: string };

/** Reads what a photo is read from, with the options of a reader. */
export async function readSource(
  source: SentSource,
  {
    isAborted,
    ...options
  }: Pick<ReadImageOptions, 'bands' | 'range'> & { readonly isAborted?: boolean | undefined },
): Promise<Omit<ReadPhoto, 'notices'> | string> {
  const signal = isAborted ? AbortSignal.abort() : undefined;
  return unlessFailed(async () => {
    const { width, height, data } = await createWebImageReader().read(
      'file' in source
        ? new Blob([fromBase64(source.file) as Uint8Array<ArrayBuffer>])
        : { ...source, data: fromBase64(source.data) },
      { ...options, signal },
    );
    return { width, height, data: toBase64(data) };
  });
}

/** Takes a photo from an element that shows a picture of another site. */
export function takeForeignPicture(address: string): Promise<unknown> {
  return unlessFailed(async () => {
    const element = Object.assign(new Image(), { src: address });
    await element.decode();
    return toTransferable(element);
  });
}

/** Takes a photo from elements that show nothing. */
export function takeNothing(): Promise<unknown[]> {
  const elements = [new Image(), document.createElement('video'), new OffscreenCanvas(0, 0)];
  return Promise.all(elements.map((element) => unlessFailed(() => toTransferable(element))));
}

/** The code and message of what goes wrong. */
export async function unlessFailed<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    return LangSegError.is(error) ? `${error.code}: ${error.message}` : `untyped: ${String(error)}`;
  }
}
