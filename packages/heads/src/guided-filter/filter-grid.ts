/** Square cells of a photo on which the filter's coefficients are computed. */
export interface FilterGrid {
  /** Pixels a side of a cell; cells at the right and bottom borders may be smaller. */
  readonly step: number;
  /** Cells in a row. */
  readonly width: number;
  /** Rows of cells. */
  readonly height: number;
  /** Cells from the middle of a window to its border. */
  readonly radius: number;
}

/** How a photo is divided. */
export interface FilterGridOptions {
  /** Pixels from the middle of a window to its border. */
  readonly radius: number;
  /** Pixels a side of a cell: 1 is the guided filter itself, more is the fast one. */
  readonly subsampling: number;
}

/** The cells of a photo of `width × height` pixels. */
export function filterGrid(
  width: number,
  height: number,
  { radius, subsampling: step }: FilterGridOptions,
): FilterGrid {
  return {
    step,
    width: Math.ceil(width / step),
    height: Math.ceil(height / step),
    radius: Math.max(1, Math.round(radius / step)),
  };
}

/** The pixel in the middle of a cell, along one axis. */
export function middleOf(cell: number, step: number, length: number): number {
  return Math.min(cell * step + (step >> 1), length - 1);
}
