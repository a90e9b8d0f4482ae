import type { ImageReader, RgbImage } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { expectError } from './support/expect-error.js';
import { samplePhotos } from './support/sample-photos.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testImageReader}. */
export interface ImageReaderSetup<S> extends SuiteSetup<ImageReader<S>> {
  /** What the reader takes for the bytes of a file: themselves, a `Blob` … */
  readonly sourceOf: (file: Uint8Array) => S;
  /** Whether files can be decoded where the tests run. Default true; false for a browser's reader outside of browsers. */
  readonly decodes?: boolean;
}

/** Registers the tests that every `ImageReader` must pass. */
export function testImageReader<S>(setup: ImageReaderSetup<S>): void {
  const { sourceOf, decodes = true } = setup;

  describe('image reader conformance', () => {
    it('passes pixels through', () =>
      withInstance(setup, async (reader) => {
        const pixels = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
        const { width, height, data } = await reader.read(pixels);
        expect({ width, height, data: [...data] }).toEqual({ width: 2, height: 1, data: [1, 2, 3, 4, 5, 6] });
      }));

    it('rejects pixels whose size and data do not fit with IMAGE_UNREADABLE', () =>
      withInstance(setup, async (reader) => {
        const data = new Uint8Array(6);
        for (const [width, height] of [
          [3, 1],
          [1, 1],
          [0, 0],
          [-2, -1],
          [1.5, 4 / 3],
        ])
          await expectError(() => reader.read({ width, height, data }), 'IMAGE_UNREADABLE');
      }));

    it('rejects what holds no picture with IMAGE_UNREADABLE', () =>
      withInstance(setup, async (reader) => {
        const html = new TextEncoder().encode('<html>no picture</html>');
        for (const bytes of [new Uint8Array(), ...(decodes ? [html] : [])])
          await expectError(() => reader.read(sourceOf(bytes)), 'IMAGE_UNREADABLE');
      }));

    it('rejects bands and a range that can not be with USAGE', () =>
      withInstance(setup, async (reader) => {
        const source = sourceOf(samplePhotos[0].bytes);
        for (const bands of [[0], [1, 2], [1.5], []])
          await expectError(() => reader.read(source, { bands }), 'USAGE');
        for (const range of [[5, 5] as const, [0, NaN] as const])
          await expectError(() => reader.read(source, { range }), 'USAGE');
      }));

    it('rejects with ABORTED when the signal has fired before', () =>
      withInstance(setup, async (reader) => {
        const signal = AbortSignal.abort();
        await expectError(() => reader.read(sourceOf(samplePhotos[0].bytes), { signal }), 'ABORTED');
      }));

    if (!decodes) return;
    it.each(samplePhotos.map((photo) => [photo.name, photo] as const))(
      'reads %s',
      (_, { bytes, pixels, tolerance }) =>
        withInstance(setup, async (reader) => {
          expectPixels(await reader.read(sourceOf(bytes)), pixels, tolerance);
        }),
    );

    it('is deterministic and leaves the file alone', () =>
      withInstance(setup, async (reader) => {
        const [{ bytes }] = samplePhotos;
        const file = bytes.slice();
        const first = await reader.read(sourceOf(file));
        const { data } = await reader.read(sourceOf(file));
        expect([...data]).toEqual([...first.data]);
        expect(file).toEqual(bytes);
      }));

    it('rejects a file without its end, and never returns half a photo', () =>
      withInstance(setup, async (reader) => {
        const { bytes } = samplePhotos[0];
        await expectError(() => reader.read(sourceOf(bytes.subarray(0, 60))), 'IMAGE_UNREADABLE');
      }));
  });
}

function expectPixels({ width, height, data }: RgbImage, expected: RgbImage, tolerance: number): void {
  expect([width, height, data.length]).toEqual([expected.width, expected.height, expected.data.length]);
  const differences = Array.from(data, (value, i) => Math.abs(value - expected.data[i]));
  expect(Math.max(...differences), `pixels ${data.join(' ')}`).toBeLessThanOrEqual(tolerance);
}
