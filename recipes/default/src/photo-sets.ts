/** A set of labelled photos. */
export interface PhotoSet {
  /** Its folder in `$LANGSEG_PHOTOS`. */
  readonly folder: string;
  /** How often it is drawn from: between its number of photos and the same for all. */
  readonly weight: number;
}

/** The sets that the model is trained and scored on. */
export const photoSets: Readonly<Record<string, PhotoSet>> = {
  voc: { folder: 'voc_animals_aug', weight: 26 },
  nyu: { folder: 'nyuv2_40', weight: 23 },
  msrc: { folder: 'msrc_v2', weight: 17 },
  ccp: { folder: 'ccp_clothing', weight: 13 },
  coco: { folder: 'coco128_seg', weight: 9 },
};
