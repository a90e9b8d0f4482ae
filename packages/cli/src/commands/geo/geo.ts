import { basename, extname, resolve } from 'node:path';
import { labelOptionsOf, LangSegError, type ViewOptions } from '@langseg/core';
import { createSegmenter } from 'langseg';
import { loadOnDemand } from '../../on-demand/load-on-demand.js';
import { printable } from '../../terminal/printable.js';
import { componentConfigs, settingsOf } from '../component-settings.js';
import type { ModelContext } from '../model-context.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import { readLabelList } from '../segment/read-label-list.js';
import { showDownload } from '../show-download.js';
import { viewOf } from '../view-options.js';
import type { GeoCommandOptions } from './geo-options.js';
import { reportGeo } from './report-geo.js';

/** Side of a window and what lies between two, for models that look at photos as a whole. */
const usualWindows: ViewOptions = { windows: { size: 480, stride: 320 } };

/**
 * Labels GeoTIFFs one after the other. One that fails is reported, and the next one follows.
 *
 * @throws LangSegError `PACKAGE_MISSING` without `@langseg/geo`; `USAGE`; what makes going on useless.
 */
export async function geo(
  images: readonly string[],
  options: GeoCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, defaultModel } = context;
  const library = await loadOnDemand('@langseg/geo', 'Labelling GeoTIFFs', () => import('@langseg/geo'));
  const registry = context.registry.with(...library.geoFormats);
  const types = options.format ?? ['geotiff', 'geojson'];
  const formats = componentConfigs(library.geoFormatSlot, types, settingsOf(options.set, types), registry);
  const names = images.map((image) => basename(image, extname(image)));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new LangSegError(
      'USAGE',
      `Two of the pictures are called ${twice}: label them into folders of their own.`,
    );
  const labels = await readLabelList(options, terminal);
  const view = viewOf(options);
  const {
    model = defaultModel,
    device,
    threads,
    dtype,
    bands,
    range,
    maxPixels,
    longestSide,
    refine,
    colors,
  } = options;
  const { signal } = io;
  await using segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, dtype, signal, onProgress }),
  );
  const warnings = new LabelWarnings(terminal);
  for (const [index, path] of images.entries()) {
    const progress = await terminal.progress({ doing: 'Labelling' });
    try {
      const image = await library.openGeoTiff(path, { bands, range, maxPixels, signal });
      try {
        const map = await library.segmentGeoTiff(segmenter, image, labels, {
          ...labelOptionsOf(options),
          ...{ longestSide, refine, colors, signal },
          view: view ?? (segmenter.view === 'whole' ? usualWindows : undefined),
          onWarning: warnings.add,
          onRows: (done, of) => progress.update(done, of, printable(path)),
        });
        progress.stop();
        const files = await library.saveGeoMap(resolve(options.out), names[index], map, formats, {
          registry,
          signal,
        });
        await reportGeo({ path, map, files }, options.json ?? false, terminal);
      } finally {
        image.close();
      }
    } catch (error) {
      progress.stop();
      if (
        images.length === 1 ||
        !LangSegError.is(error) ||
        ['ABORTED', 'USAGE', 'LABELS_INVALID', 'CONFIG_INVALID'].includes(error.code)
      )
        throw error;
      context.fail();
      terminal.note(`${terminal.errorColors.red('error:')} ${printable(error.message, 1000)}`);
    }
  }
}
