import { signal } from '@preact/signals';

/** How regions are drawn, for both panes. */
export interface ViewSettings {
  /** Opacity of the colours, 0..1. */
  readonly opacity: number;
  /** A pixel whose best word is less likely stays unpainted, 0..1. */
  readonly certainty: number;
  readonly edges: 'hard' | 'soft';
  /** Lets the word "other" compete, and paints nothing where it wins. */
  readonly other: boolean;
  /** Writes the words on their regions. */
  readonly names: boolean;
}

export const defaultView: ViewSettings = {
  opacity: 0.6,
  certainty: 0,
  edges: 'hard',
  other: false,
  names: true,
};

export const view = signal<ViewSettings>(defaultView);

export function changeView(change: Partial<ViewSettings>): void {
  view.value = { ...view.value, ...change };
}
