import { endWithParent, withPlugins } from '@langseg/adapter-node';
import { labelNames, LangSegError, paletteWith, type Segmenter } from '@langseg/core';
import { createSegmenter, defaultRegistry } from 'langseg';
import type { BatchSettings } from '../settings/batch-settings.js';
import type { FromProcess, ProcessOptions, SegmentedPhoto, ToProcess } from './protocol.js';

/** Makes this process one that segments for a worker. It is the whole program of such a process. */
export function segmentPhotos(): void {
  let segmenter: Segmenter;
  let settings: BatchSettings;

  async function open(options: ProcessOptions): Promise<FromProcess> {
    settings = options.settings;
    const { model, dtype, maxPixels } = settings;
    const { plugins = [], device, threads } = options;
    const registry = await withPlugins(defaultRegistry, plugins);
    segmenter = await createSegmenter({ model, registry, device, threads, dtype, maxPixels });
    return { type: 'ready' };
  }

  async function receive(message: ToProcess): Promise<FromProcess> {
    if (message.type === 'open') return open(message.options);
    return { type: 'done', photo: await segmentOne(message.bytes, segmenter, settings) };
  }

  process.on('message', (message) => {
    void receive(message as ToProcess)
      .catch((error: unknown): FromProcess => {
        const text = error instanceof Error ? error.message : String(error);
        return { type: 'failed', code: LangSegError.is(error) ? error.code : undefined, message: text };
      })
      .then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
  endWithParent();
  // Ctrl-C reaches the whole group of processes; the worker ends this one when it has no more use for it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}

async function segmentOne(
  bytes: Uint8Array,
  segmenter: Segmenter,
  settings: BatchSettings,
): Promise<SegmentedPhoto> {
  const { labels, labelOptions = {}, view, longestSide, refine, bands, range, colors, formats } = settings;
  const encoded = await segmenter.encode(bytes, { longestSide, view, bands, range });
  try {
    const palette = paletteWith(colors ?? [], labelNames(labels, labelOptions).length);
    const result = await encoded.segment(labels, { ...labelOptions, refine, palette });
    const files: { ending: string; bytes: Uint8Array }[] = [];
    for (const format of formats)
      for await (const file of encoded.files(result, format))
        files.push({ ending: file.ending, bytes: file.bytes });
    const { width, height } = result;
    return { width, height, warnings: encoded.warnings, files };
  } finally {
    encoded.dispose();
  }
}
