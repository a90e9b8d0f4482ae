import { computed, signal } from '@preact/signals';
import { comparing, type Pane } from './panes.js';

const narrow = matchMedia('(max-width: 900px)');
const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', () => (isNarrow.value = narrow.matches));

/** Whether somebody wants to slide between the photo and its colours. */
export const wantsBeforeAfter = signal(false);

/** Where the slider stands, 0..1. */
export const splitAt = signal(0.5);

/** What the slider divides, if there is one: photo and colours, or on narrow screens the two lists that are compared. */
export const split = computed<'before-after' | 'a-b' | undefined>(() =>
  comparing.value
    ? isNarrow.value
      ? 'a-b'
      : undefined
    : wantsBeforeAfter.value
      ? 'before-after'
      : undefined,
);

/** Between which shares of the frame's width a pane's colours are seen. */
export function seenPart(pane: Pane): { readonly from: number; readonly to: number } {
  if (split.value === undefined) return { from: 0, to: 1 };
  const isLeft = split.value === 'a-b' && pane.index === 0;
  return isLeft ? { from: 0, to: splitAt.value } : { from: splitAt.value, to: 1 };
}
