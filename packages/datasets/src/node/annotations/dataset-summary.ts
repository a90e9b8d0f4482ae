/** What a data set holds, as its `report.json` says it. */
export interface DatasetSummary {
  readonly name: string;
  readonly format: string;
  readonly photos: number;
  /** Photos of each split. */
  readonly splits: Readonly<Record<string, number>>;
  readonly areas: number;
  /** Photos and areas of every class, and its pixels. */
  readonly classes: readonly {
    readonly name: string;
    readonly photos: number;
    readonly areas: number;
    readonly pixels: number;
  }[];
  /** Photos without any area. */
  readonly empty: number;
  /** Photos that are missing, and why. */
  readonly failed: readonly { readonly name: string; readonly code: string; readonly message: string }[];
}
