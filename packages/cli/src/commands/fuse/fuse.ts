import { resolve } from 'node:path';
import { isDirectory } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import type { MapContent, SkippedFrame } from '@langseg/mapping';
import { createSegmenter } from 'langseg';
import { loadOnDemand } from '../../on-demand/load-on-demand.js';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { readLabelList } from '../segment/read-label-list.js';
import { showDownload } from '../show-download.js';
import { fuseFrames } from './fuse-frames.js';
import type { FuseCommandOptions } from './fuse-options.js';
import { fuseConfigs } from './fuse-settings.js';
import { labelPoints } from './label-points.js';
import { reportFuse } from './report-fuse.js';

/**
 * Fuses the photos of a scene to a point cloud, or takes one that was fused before; gives its points words, where there are any; writes
 * it.
 *
 * @throws LangSegError `PACKAGE_MISSING` without `@langseg/mapping`; `USAGE`; as `openRgbd`, `fuseScene`, `readPointMap`, `saveMap`.
 */
export async function fuse(scene: string, options: FuseCommandOptions, context: ModelContext): Promise<void> {
  const { io, terminal, defaultModel } = context;
  const mapping = await loadOnDemand(
    '@langseg/mapping',
    'Fusing photos with depth',
    () => import('@langseg/mapping'),
  );
  const registry = context.registry.with(...mapping.rgbdLayouts, ...mapping.mapFormats);
  const isFused = scene.toLowerCase().endsWith('.safetensors') && !(await isDirectory(scene));
  const { layout, formats } = fuseConfigs(options, isFused ? ['ply'] : ['ply', 'vectors'], registry, mapping);
  if (options.multiLabel) throw new LangSegError('USAGE', 'A point has one label: leave out --multi-label.');
  const hasLabels = options.labels !== undefined || options.labelsFile !== undefined;
  if (isFused && !hasLabels && !options.format)
    throw new LangSegError(
      'USAGE',
      'A point cloud with vectors needs words, --labels "floor, wall, other", or a --format to be written in.',
    );
  const labels = hasLabels ? await readLabelList(options, terminal) : undefined;
  const { signal } = io;
  const skipped: SkippedFrame[] = [];
  let content: MapContent | undefined = isFused ? await mapping.readPointMap(scene) : undefined;
  if (!content || labels) {
    const { model = defaultModel, device, threads, dtype, maxPixels } = options;
    const frames = content ? undefined : await mapping.openRgbd(scene, layout, registry);
    const { config } = await showDownload(terminal, (onProgress) =>
      readModelFacts(model, { signal, onProgress }),
    );
    if (content?.model !== undefined && content.model !== config.name)
      terminal.warn(
        `The vectors are those of the model ${printable(content.model)}, the words those of ${printable(config.name)}.`,
      );
    await using segmenter = await showDownload(terminal, (onProgress) =>
      createSegmenter({ model, registry, device, threads, dtype, maxPixels, signal, onProgress }),
    );
    if (frames) {
      const map = await fuseFrames(frames, options, { mapping, segmenter, skipped, terminal, signal });
      content = { name: frames.name, map, model: config.name };
    }
    if (content && labels)
      content = {
        ...content,
        labelled: await labelPoints(content.map, labels, options, { segmenter, terminal, signal }),
      };
  }
  const files = await mapping.saveMap(resolve(options.out), content!, formats, { registry, signal });
  await reportFuse({ scene, content: content!, skipped, files }, options.json ?? false, terminal);
}
