/** The nine sentences of TCL, as TIPSv2 uses them (`pytorch/TIPS_zeroshot_segmentation.ipynb` of google-deepmind/tips). */
export const tcl9: readonly string[] = [
  'itap of a {}.',
  'a bad photo of a {}.',
  'a origami {}.',
  'a photo of the large {}.',
  'a {} in a video game.',
  'art of the {}.',
  'a photo of the small {}.',
  'a photo of many {}.',
  'a photo of {}s.',
];
