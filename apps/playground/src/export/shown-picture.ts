import { formatShare } from '../state/verdicts.js';
import type { Photo } from '../photo/open-photo.js';
import { colorOfWord } from '../state/pane-view.js';
import type { Pane } from '../state/panes.js';
import { view } from '../state/view-settings.js';
import { otherWord } from '../state/words-to-ask.js';
import { drawPicture, type PictureParts } from './draw-picture.js';
import { recordLoop } from './record-loop.js';

/** What a pane shows as a picture to show around: with names, a legend and a small mark, at most 1280 pixels large. */
export async function shownPicture(pane: Pane, photo: Photo): Promise<Blob> {
  return drawPicture(partsOf(pane, photo));
}

/** What a pane shows as a short film between before and after. */
export async function shownLoop(pane: Pane, photo: Photo): Promise<Blob> {
  return recordLoop(partsOf(pane, photo));
}

function partsOf(pane: Pane, photo: Photo): PictureParts {
  const painted = pane.painted.peek();
  const words = pane.regions.peek()?.words;
  if (!painted || !words) throw new Error('There is nothing to show yet: type a word first.');
  const listed = words
    .map((word, index) => ({ word, share: painted.shares[index] }))
    .filter(({ word, share }) => share > 0 && word !== otherWord)
    .sort((a, b) => b.share - a.share);
  return {
    photo: photo.working,
    ...painted,
    names: view.peek().names
      ? painted.names
          .map((place) => ({ ...place, word: words[place.index] }))
          .filter(({ word }) => word !== otherWord)
      : [],
    legend: listed.map(({ word, share }) => ({
      color: colorOfWord(pane, word),
      text: `${word} ${formatShare(share)}`,
    })),
  };
}
