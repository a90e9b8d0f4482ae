import { LangSegError, type ErrorCode, type ImageReader, type RgbImage } from '@langseg/core';
import { fromBase64, toBase64 } from '../page/sent-tensor.js';
import type { OpenPage } from './open-page.js';

/** The image reader of a page as one of this process, so that the conformance suite can examine it. */
export function browserImageReader({ page }: OpenPage): ImageReader<Uint8Array> {
  return {
    async read(source, { bands, range, signal } = {}): Promise<RgbImage> {
      const sent =
        source instanceof Uint8Array
          ? { file: toBase64(source) }
          : { ...source, data: toBase64(source.data) };
      const options = { bands, range, isAborted: signal?.aborted };
      const read = await page.evaluate(([sent, options]) => globalThis.testPage.readSource(sent, options), [
        sent,
        options,
      ] as const);
      if (typeof read !== 'string') return { ...read, data: fromBase64(read.data) };
      const [code, message] = read.split(': ', 2);
      throw code === 'untyped' ? new Error(message) : new LangSegError(code as ErrorCode, message);
    },
  };
}
