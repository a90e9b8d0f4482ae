import { isOriginalKept } from '../../state/original.js';
import { comparing, type Pane } from '../../state/panes.js';
import { wantsBeforeAfter } from '../../state/split.js';
import { largestScale, onPhoto, wholePhoto, zoom, zoomedAt } from '../../state/zoom.js';
import { RoundButton } from '../controls/round-button.js';

/** What fingers and keys can do to the picture, as buttons. */
export function StageTools({ pane }: { readonly pane: Pane }) {
  if (!pane.painted.value) return null;
  const { scale } = zoom.value;
  const zoomBy = (factor: number) =>
    (zoom.value = zoomedAt(zoom.value, factor, onPhoto(zoom.value, { x: 0.5, y: 0.5 })));
  return (
    <div class="stage-tools" role="group" aria-label="Picture">
      <RoundButton
        label="Show the original"
        icon="eye"
        isPressed={isOriginalKept.value}
        onClick={() => (isOriginalKept.value = !isOriginalKept.value)}
      />
      {!comparing.value && (
        <RoundButton
          label="Before and after"
          icon="split"
          isPressed={wantsBeforeAfter.value}
          onClick={() => (wantsBeforeAfter.value = !wantsBeforeAfter.value)}
        />
      )}
      {scale > 1 && (
        <>
          <RoundButton label="Whole photo" icon="whole" onClick={() => (zoom.value = wholePhoto)} />
          <RoundButton label="Zoom out" icon="minus" onClick={() => zoomBy(1 / 1.5)} />
        </>
      )}
      <RoundButton label="Zoom in" icon="add" disabled={scale === largestScale} onClick={() => zoomBy(1.5)} />
    </div>
  );
}
