import { isHeroNext, isPhotoWanted, photo } from '../../state/current-photo.js';
import { visiblePanes } from '../../state/panes.js';
import { ProjectStrip } from '../project/project-strip.js';
import { EmptyStage } from './empty-stage.js';
import { Filmstrip } from './filmstrip.js';
import { HeroPicture } from './hero-picture.js';
import { PaneView } from './pane-view.js';

/** The photo, or two of it, and what else could be looked at. */
export function Stage() {
  const current = photo.value;
  return (
    <main class="stage">
      <div
        class={`panes${visiblePanes.value.length > 1 ? ' is-comparing' : ''}`}
        style={{ '--ratio': current ? current.workingWidth / current.workingHeight : 4 / 3 }}
      >
        {current &&
          visiblePanes.value.map((pane) => <PaneView key={pane.index} pane={pane} photo={current} />)}
        {!current && (isPhotoWanted.value ? <EmptyStage /> : isHeroNext.value && <HeroPicture />)}
      </div>
      <Filmstrip />
      <ProjectStrip />
    </main>
  );
}
