/** How regions are drawn. Colours and words have the same order. */
export interface View {
  /** Red, green, blue, and 1 to paint or 0 to leave the photo, for each word. */
  readonly colors: readonly (readonly [number, number, number, 0 | 1])[];
  /** Opacity of the colours, 0..1. */
  readonly opacity: number;
  /** Pixels whose best word is less likely than this stay unpainted, 0..1. */
  readonly certainty: number;
  /** `hard`: every pixel has one colour and regions an outline; `soft`: colours mix as the words' probabilities do. */
  readonly edges: 'hard' | 'soft';
  /** Index of a word that the others step back for. */
  readonly focus: number | undefined;
  /** Index of a word to draw the probability of, instead of the regions. */
  readonly heat: number | undefined;
}
