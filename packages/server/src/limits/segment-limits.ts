/** What one request may ask for; the process that segments holds to it. Plain data. */
export interface SegmentLimits {
  /** Pixels of a photo; checked by its header, before it is decoded. */
  readonly maxPixels: number;
  readonly maxLabels: number;
  /** Highest `longestSide` of a request. */
  readonly maxLongestSide: number;
  /** Labels times pixels of a photo: each label is compared at each pixel. */
  readonly maxComparisons: number;
}
