import { useRef, useState } from 'preact/hooks';
import { moveLabel } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';

/** A pointer that moved less than this clicks. */
const slack = 6;

/** Reorders chips under a pointer: mice drag a chip anywhere, fingers by its dot, so that they can scroll. */
export function useChipDrag(pane: Pane) {
  const start = useRef<{ id: number; x: number; y: number } | undefined>(undefined);
  const [dragged, setDragged] = useState<number | undefined>(undefined);

  function onPointerDown(event: PointerEvent) {
    const target = event.target as HTMLElement;
    const isGrip =
      event.pointerType === 'mouse' ? !target.closest('.chip-remove, input') : target.closest('.chip-dot');
    const id = chipOf(target);
    if (isGrip && id !== undefined && event.button === 0)
      start.current = { id, x: event.clientX, y: event.clientY };
  }

  function onPointerMove(event: PointerEvent) {
    const from = start.current;
    if (!from) return;
    if (dragged === undefined) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < slack) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      setDragged(from.id);
    }
    const over = chipOf(document.elementFromPoint(event.clientX, event.clientY));
    if (over === undefined || over === from.id) return;
    const labels = pane.labels.value;
    pane.labels.value = moveLabel(
      labels,
      from.id,
      labels.findIndex(({ id }) => id === over),
    );
  }

  function end() {
    start.current = undefined;
    setDragged(undefined);
  }

  return { dragged, listeners: { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end } };
}

function chipOf(element: Element | null): number | undefined {
  const id = element?.closest<HTMLElement>('[data-chip]')?.dataset.chip;
  return id === undefined ? undefined : Number(id);
}
