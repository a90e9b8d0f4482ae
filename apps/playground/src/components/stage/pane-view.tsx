import { useRef } from 'preact/hooks';
import type { Photo } from '../../photo/open-photo.js';
import { encoded } from '../../state/current-photo.js';
import { modelStatus } from '../../state/model.js';
import { isOriginalHeld, isOriginalShown } from '../../state/original.js';
import { activePane, comparing, visiblePanes, type Pane } from '../../state/panes.js';
import { moveReadingPoint, readingPoint } from '../../state/reading.js';
import { deselect, select, selection } from '../../state/selection.js';
import { split, splitAt } from '../../state/split.js';
import { revealing, wholePhoto, zoom, zoomedAt, type Place } from '../../state/zoom.js';
import { isHeroShown } from '../../state/hero-shown.js';
import { Detail } from './detail.js';
import { HeroMask } from './hero-picture.js';
import { Layer } from './layer.js';
import { Names } from './names.js';
import { pictureSummary } from './picture-summary.js';
import { PointerTag } from './pointer-tag.js';
import { RegionCard } from './region-card.js';
import { RegionOutline } from './region-outline.js';
import { SplitHandle } from './split-handle.js';
import { StageStatus } from './stage-status.js';
import { StageTools } from './stage-tools.js';
import { useGestures } from './use-gestures.js';

/** Steps of the arrow keys, as shares of what is seen of the photo. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What keys zoom by. */
const factors: Readonly<Record<string, number>> = { '+': 1.5, '=': 1.5, '-': 1 / 1.5, '0': 0 };

const keys =
  'The arrow keys read what is where; Enter names it, O shows the original, plus, minus and 0 zoom.';

/** A photo with the regions of one list of words. */
export function PaneView({ pane, photo }: { readonly pane: Pane; readonly photo: Photo }) {
  const box = useRef<HTMLDivElement>(null);
  const isHeat = pane.heat.value !== undefined && pane.words.value.includes(pane.heat.value);
  const isBusy = modelStatus.value.state === 'ready' && !encoded.value;
  const selected = selection.value?.pane === pane.index ? selection.value : undefined;
  const isLast = pane === visiblePanes.value.at(-1);
  const { scale, x, y } = zoom.value;

  const read = ({ x, y }: Place, isPinned: boolean) =>
    (readingPoint.value = { pane: pane.index, x, y, isPinned });

  const gestures = useGestures({
    onPress(place, isMouse) {
      activePane.value = pane;
      deselect();
      read(place, !isMouse);
    },
    onHover: (place) => !selection.peek() && read(place, false),
    onTap(place) {
      read(place, true);
      select(pane, place);
    },
    onDoubleTap: deselect,
    onGone() {
      if (!readingPoint.value?.isPinned) readingPoint.value = undefined;
    },
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const factor = factors[event.key];
    const point = readingPoint.value ?? { x: 0.5, y: 0.5 };
    if (step) {
      const size = (event.shiftKey ? 0.1 : 0.02) / scale;
      deselect();
      moveReadingPoint(pane, step[0] * size, step[1] * size);
      zoom.value = revealing(zoom.peek(), readingPoint.value!);
    } else if (factor !== undefined)
      zoom.value = factor === 0 ? wholePhoto : zoomedAt(zoom.peek(), factor, point);
    else if (event.key === 'Enter' || event.key === ' ') {
      activePane.value = pane;
      read(point, true);
      select(pane, point);
    } else if (event.key.toLowerCase() === 'o') isOriginalHeld.value = true;
    else {
      if (event.key !== 'Escape') return;
      if (selected) deselect();
      else readingPoint.value = undefined;
    }
    event.preventDefault();
  }

  return (
    <figure class="pane">
      <div class="frame">
        <div
          ref={box}
          class={[
            'picture',
            isBusy && 'is-busy',
            isHeat && 'is-heat',
            scale > 1 && 'is-zoomed',
            isOriginalShown.value && 'is-original',
            split.value && `is-${split.value}`,
          ]
            .filter(Boolean)
            .join(' ')}
          style={{ '--zoom': scale, '--left': x, '--top': y, '--split': splitAt.value }}
          tabIndex={0}
          role="application"
          aria-roledescription="photo"
          aria-label={`${pictureSummary(pane, photo.name)} ${keys}`}
          onKeyDown={onKeyDown}
          onKeyUp={() => (isOriginalHeld.value = false)}
          onBlur={() => (isOriginalHeld.value = false)}
          {...gestures}
        >
          <div class="view">
            <div class="sheet">
              <img src={photo.url} alt="" draggable={false} />
              {isHeroShown(pane) && <HeroMask />}
              <Layer pane={pane} />
            </div>
            <Detail pane={pane} />
          </div>
          <RegionOutline pane={pane} />
          <Names pane={pane} />
          {comparing.value && <span class="pane-letter">{pane.letter}</span>}
          <PointerTag pane={pane} />
          {pane.index === 0 && <StageStatus />}
        </div>
        {isLast && split.value && <SplitHandle kind={split.value} />}
        {isLast && <StageTools pane={pane} />}
      </div>
      {selected && <RegionCard pane={pane} selected={selected} onLeave={() => box.current?.focus()} />}
    </figure>
  );
}
