import {
  createRegistry,
  createResultEncoder,
  Segmentation,
  tensor,
  type AnyComponent,
  type FormatComponent,
  type LabelMap,
  type PictureEncoder,
  type ResultFile,
  type RgbImage,
} from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { plainPictures } from './support/plain-pictures.js';

/** Setup of {@link testFormat}. */
export interface FormatSetup {
  readonly format: FormatComponent & AnyComponent;
  /** Turns pixels into files. Default: one without a codec, whose PNG and JPEG files are signatures and raw pixels. */
  readonly pictures?: PictureEncoder;
  /** Options besides the type, for formats that need some. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Says whether a file is what its media type promises. Default: known signatures, JSON that can be parsed. */
  readonly isValid?: (file: ResultFile) => boolean;
}

/** Registers the tests that every result format must pass. */
export function testFormat({
  format,
  pictures = plainPictures,
  options,
  isValid = hasSignature,
}: FormatSetup): void {
  const encoder = createResultEncoder({ registry: createRegistry([format]), pictures });
  const encode = async (scene: Scene, more: Readonly<Record<string, unknown>> = {}, ending?: string) => {
    const files: ResultFile[] = [];
    const config = { ...options, ...more, type: format.type };
    for await (const file of encoder.encode(scene.result, config, scene.photo, { ending })) files.push(file);
    return files;
  };

  describe(`result format ${format.type}`, () => {
    it('has endings that begin with a dot, each with a media type', () => {
      const endings = Object.entries(format.endings);
      expect(endings.length).toBeGreaterThan(0);
      for (const [ending, mediaType] of endings) {
        expect(ending).toMatch(/^(\.[\w-]+)+$/);
        expect(mediaType).toMatch(/^\w+\/[\w.+-]+$/);
      }
    });

    it('writes what the media type of each ending promises', async () => {
      for (const ending of Object.keys(format.endings))
        for (const file of await encode(scene(6, 4, ['sky', 'grass', 'sky']), {}, ending)) {
          expect(file.bytes.length).toBeGreaterThan(0);
          expect(isValid(file), `${ending} as ${file.mediaType}`).toBe(true);
        }
    });

    it('is deterministic', async () => {
      expect(await encode(scene(6, 4, ['a', 'b']))).toEqual(await encode(scene(6, 4, ['a', 'b'])));
    });

    it('leaves result and photo alone', async () => {
      const given = scene(6, 4, ['a', 'b']);
      const before = structuredClone([
        given.result.labelMap,
        given.photo.data,
        given.result.palette,
        given.labels,
      ]);
      await encode(given);
      expect([given.result.labelMap, given.photo.data, given.result.palette, given.labels]).toEqual(before);
    });

    it('writes a photo of one pixel', async () => {
      expect((await encode(scene(1, 1, ['a']))).length).toBe(1);
    });

    it('writes 300 labels, under names that are different and safe', async () => {
      const labels = Array.from({ length: 300 }, (_, index) => ['../é', 'A B', '', 'a-b'][index % 4] + index);
      const files = await encode(scene(20, 20, labels));
      expect(files.length).toBe(format.perLabel ? 300 : 1);
      const endings = files.map(({ ending }) => ending.toLowerCase());
      expect(new Set(endings).size).toBe(files.length);
      for (const ending of endings) expect(ending).not.toMatch(/[/\\:*?"<>|\s]|\.\./);
    });

    if (format.perLabel)
      it('writes the labels that are asked for', async () => {
        expect(await encode(scene(6, 4, ['a', 'b', 'c']), { labels: ['b'] })).toHaveLength(1);
      });

    it('hands the signal to what it computes', async () => {
      const given = scene(6, 4, ['a', 'b']);
      const controller = new AbortController();
      const context = { photo: given.photo, pictures, mediaType: Object.values(format.endings)[0] };
      const parsed: unknown = format.configSchema.parse({ ...options });
      const files = format.encode(given.result, parsed as Record<string, unknown>, {
        ...context,
        signal: controller.signal,
      });
      for await (const _ of files);
      for (const signal of given.signals) expect(signal).toBe(controller.signal);
    });

    it('rejects an option that there is not with CONFIG_INVALID', async () => {
      await expect(encode(scene(1, 1, ['a']), { 'no such option': 1 })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
    });
  });
}

interface Scene {
  readonly result: Segmentation;
  readonly photo: RgbImage;
  readonly labels: readonly string[];
  /** Of every time that logits were computed. */
  readonly signals: (AbortSignal | undefined)[];
}

/** A result whose label changes at every pixel. */
function scene(width: number, height: number, labels: readonly string[]): Scene {
  const signals: (AbortSignal | undefined)[] = [];
  const labelMap: LabelMap =
    labels.length > 256 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let pixel = 0; pixel < labelMap.length; pixel++) labelMap[pixel] = pixel % labels.length;
  const result = new Segmentation({
    width,
    height,
    labels,
    labelMap,
    alignCorners: false,
    warnings: ['The photo is odd.'],
    logitsOf: (indices, { signal }) => {
      signals.push(signal);
      const logits = tensor('float32', [indices.length, 1, 1]);
      indices.forEach((index, at) => (logits.data[at] = index % 7));
      return Promise.resolve(logits);
    },
  });
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256);
  return { result, labels, signals, photo: { width, height, data } };
}

const signatures: Readonly<Record<string, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/gif': [0x47, 0x49, 0x46],
  'application/zip': [0x50, 0x4b],
};

function hasSignature({ mediaType, bytes }: ResultFile): boolean {
  if (mediaType === 'application/json') {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  }
  return (signatures[mediaType] ?? []).every((byte, at) => bytes[at] === byte);
}
