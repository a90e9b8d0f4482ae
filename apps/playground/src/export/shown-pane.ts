import type { Photo } from '../photo/open-photo.js';
import { findWord } from '../state/label-list.js';
import { paneView } from '../state/pane-view.js';
import type { Pane } from '../state/panes.js';
import { sharedPainter } from '../state/segmenting.js';
import { shownMap } from './shown-map.js';

/** What is on the screen, in the size of the photo's file. */
export async function enlarged(pane: Pane, photo: Photo) {
  const regions = pane.regions.peek();
  if (!regions) throw new Error('There is nothing to save yet: type a word first.');
  const view = { ...paneView(pane, regions.words), focus: undefined };
  return sharedPainter().enlarge(pane.index, regions, view, photo);
}

/** The label map as it is shown, in the order of the list; what stays unpainted has the number behind the last word. */
export async function exported(pane: Pane, photo: Photo) {
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
