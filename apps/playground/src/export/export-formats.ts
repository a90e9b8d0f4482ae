import type { Photo } from '../photo/open-photo.js';
import { rgbOf } from '../state/label-colors.js';
import { findWord } from '../state/label-list.js';
import { colorOfWord, paneView } from '../state/pane-view.js';
import type { Pane } from '../state/panes.js';
import { sharedPainter } from '../state/segmenting.js';
import { cocoAnnotations } from './coco-annotations.js';
import { download } from './download.js';
import { drawOverlay } from './draw-overlay.js';
import { shownMap } from './shown-map.js';

/** A file that a pane can be saved as. */
export interface ExportFormat {
  readonly name: string;
  readonly hint: string;
  readonly save: (pane: Pane, photo: Photo) => Promise<void>;
}

export const exportFormats: readonly ExportFormat[] = [
  {
    name: 'Overlay',
    hint: 'PNG: the photo with its colours',
    save: async (pane, photo) =>
      download(await drawOverlay(photo, (await enlarged(pane, photo)).layer), fileName(photo, 'overlay.png')),
  },
  {
    name: 'Mask',
    hint: 'PNG: every pixel is the number of its word',
    async save(pane, photo) {
      const { encodeMaskPng } = await import('./mask-png.js');
      const { width, height, words, labelMap, unpainted } = await exported(pane, photo);
      const palette = Uint8Array.from([...words.flatMap((word) => rgbOf(colorOfWord(pane, word))), 0, 0, 0]);
      const mask = await encodeMaskPng({ width, height, labelMap, palette, labels: [...words, unpainted] });
      download(mask, fileName(photo, 'mask.png'));
    },
  },
  {
    name: 'COCO',
    hint: 'JSON: words, areas and run-length encoded masks',
    async save(pane, photo) {
      const { words, ...map } = await exported(pane, photo);
      const categories = words.map((word) => ({ word, color: colorOfWord(pane, word) }));
      const text = JSON.stringify(cocoAnnotations(photo.name, map, categories), undefined, 1);
      download(new Blob([text], { type: 'application/json' }), fileName(photo, 'coco.json'));
    },
  },
];

/** What is on the screen, in the size of the photo's file. */
async function enlarged(pane: Pane, photo: Photo) {
  const regions = pane.regions.peek();
  if (!regions) throw new Error('There is nothing to save yet: type a word first.');
  const view = { ...paneView(pane, regions.words), focus: undefined };
  return sharedPainter().enlarge(pane.index, regions, view, photo);
}

/** The label map as it is shown, in the order of the list; what stays unpainted has the number behind the last word. */
async function exported(pane: Pane, photo: Photo) {
  const words = pane.regions.peek()?.words ?? [];
  const place = (index: number) => {
    const label = findWord(pane.labels.value, words[index]);
    return label ? pane.labels.value.indexOf(label) : Infinity;
  };
  const { colors } = paneView(pane, words);
  const painted = [...words.keys()]
    .filter((index) => colors[index][3] === 1)
    .sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  return shownMap(await enlarged(pane, photo), words, painted);
}

function fileName({ name }: Photo, ending: string): string {
  return `${name.replace(/\.[^.]+$/, '')}.${ending}`;
}
