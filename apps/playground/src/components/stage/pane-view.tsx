import { useRef } from 'preact/hooks';
import type { Photo } from '../../photo/open-photo.js';
import { encoded } from '../../state/current-photo.js';
import { modelStatus } from '../../state/model.js';
import { activePane, comparing, type Pane } from '../../state/panes.js';
import { moveReadingPoint, readingPoint } from '../../state/reading.js';
import { isHeroShown } from '../../state/hero-shown.js';
import { HeroMask } from './hero-picture.js';
import { Layer } from './layer.js';
import { Names } from './names.js';
import { PointerTag } from './pointer-tag.js';
import { StageStatus } from './stage-status.js';
import { pictureSummary } from './picture-summary.js';

/** Steps of the arrow keys, as shares of the photo. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A photo with the regions of one list of words. */
export function PaneView({ pane, photo }: { readonly pane: Pane; readonly photo: Photo }) {
  const box = useRef<HTMLDivElement>(null);
  const isHeat = pane.heat.value !== undefined && pane.words.value.includes(pane.heat.value);
  const isBusy = modelStatus.value.state === 'ready' && !encoded.value;

  function read(event: PointerEvent, isPinned: boolean) {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
    if (x < 0 || x >= 1 || y < 0 || y >= 1) return;
    readingPoint.value = { pane: pane.index, x, y, isPinned };
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (event.key === 'Escape') readingPoint.value = undefined;
    if (!step) return;
    event.preventDefault();
    const size = event.shiftKey ? 0.1 : 0.02;
    moveReadingPoint(pane, step[0] * size, step[1] * size);
  }

  return (
    <figure class="pane">
      <div
        ref={box}
        class={`picture${isBusy ? ' is-busy' : ''}${isHeat ? ' is-heat' : ''}`}
        tabIndex={0}
        role="application"
        aria-roledescription="photo"
        aria-label={`${pictureSummary(pane, photo.name)} The arrow keys read what is where.`}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => event.pointerType === 'mouse' && read(event, false)}
        onPointerDown={(event) => {
          activePane.value = pane;
          read(event, event.pointerType !== 'mouse');
        }}
        onPointerLeave={() => {
          if (!readingPoint.value?.isPinned) readingPoint.value = undefined;
        }}
      >
        <img src={photo.url} alt="" draggable={false} />
        {isHeroShown(pane) && <HeroMask />}
        <Layer pane={pane} />
        <Names pane={pane} />
        {comparing.value && <span class="pane-letter">{pane.letter}</span>}
        <PointerTag pane={pane} />
        {pane.index === 0 && <StageStatus />}
      </div>
    </figure>
  );
}
