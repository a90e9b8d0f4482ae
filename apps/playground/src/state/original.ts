import { computed, signal } from '@preact/signals';

/** Whether a finger, the mouse or a key holds the colours away. */
export const isOriginalHeld = signal(false);

/** Whether the button that does the same stays pressed. */
export const isOriginalKept = signal(false);

/** Whether the photo is shown without anything on it. */
export const isOriginalShown = computed(() => isOriginalHeld.value || isOriginalKept.value);
