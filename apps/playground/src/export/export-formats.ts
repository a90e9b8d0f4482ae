import { createWebImageReader, createWebPictureEncoder } from '@langseg/adapter-web';
import {
  createRegistry,
  createResultEncoder,
  LangSegError,
  resultFormats,
  Segmentation,
  usualEnding,
  type FormatComponent,
} from '@langseg/core';
import type { Photo } from '../photo/open-photo.js';
import { rgbOf } from '../state/label-colors.js';
import { colorOfWord } from '../state/pane-view.js';
import type { Pane } from '../state/panes.js';
import { cocoAnnotations } from './coco-annotations.js';
import { drawOverlay } from './draw-overlay.js';
import { enlarged, exported } from './shown-pane.js';

/** A file that a pane can be saved as. */
export interface ExportFormat {
  readonly type: string;
  readonly description: string;
  readonly ending: string;
  encode(pane: Pane, photo: Photo): Promise<Blob>;
}

const encoder = createResultEncoder({
  registry: createRegistry(resultFormats),
  pictures: createWebPictureEncoder(),
});

/** The formats of results, and COCO's. Those of one file per word are left out: they show what is not on the screen. */
export const exportFormats: readonly ExportFormat[] = [
  ...resultFormats.filter((format: FormatComponent) => !format.perLabel).map(exportFormat),
  {
    type: 'coco',
    description: 'words, areas and masks as annotations of COCO',
    ending: '.coco.json',
    async encode(pane, photo) {
      const { words, ...map } = await exported(pane, photo);
      const categories = words.map((word) => ({ word, color: colorOfWord(pane, word) }));
      const text = JSON.stringify(cocoAnnotations(photo.name, map, categories), undefined, 1);
      return new Blob([text], { type: 'application/json' });
    },
  },
];

function exportFormat(format: FormatComponent): ExportFormat {
  const { type, description } = format;
  return {
    type,
    description,
    ending: usualEnding(format),
    async encode(pane, photo) {
      // The screen has soft edges and an opacity of its own.
      if (type === 'overlay') return drawOverlay(photo, (await enlarged(pane, photo)).layer);
      const result = segmentationOf(pane, await exported(pane, photo));
      const pixels = await createWebImageReader().read(photo.file);
      const files = encoder.encode(result, type, pixels);
      const { value: file } = await files.next();
      if (!file) throw new LangSegError('USAGE', `The format "${type}" made no file.`);
      return new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mediaType });
    },
  };
}

/** What a pane shows as a result. Its last label is what stays unpainted. */
function segmentationOf(
  pane: Pane,
  { words, unpainted, ...map }: Awaited<ReturnType<typeof exported>>,
): Segmentation {
  return new Segmentation({
    ...map,
    labels: [...words, unpainted],
    palette: Uint8Array.from([...words.flatMap((word) => rgbOf(colorOfWord(pane, word))), 0, 0, 0]),
    alignCorners: true,
    logitsOf: async () => {
      throw new LangSegError('USAGE', 'What is on the screen has no logits.');
    },
  });
}
