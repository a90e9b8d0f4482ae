import { hero } from '../photo/hero.js';
import { photo } from './current-photo.js';
import { panes, type Pane } from './panes.js';
import { defaultView, view } from './view-settings.js';

/** Whether a pane waits for the picture that the page brought along. */
export function isHeroShown(pane: Pane): boolean {
  const { words, name } = hero.sample;
  return (
    pane === panes[0] &&
    pane.painted.value === undefined &&
    photo.value?.sample === name &&
    (view.value === defaultView || JSON.stringify(view.value) === JSON.stringify(defaultView)) &&
    pane.labels.value.map(({ word, color }) => word + color).join() ===
      words.map(({ word, color }) => word + color).join()
  );
}
