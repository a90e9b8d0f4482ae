/** The sentences that google-deepmind/tips puts words into; `{}` stands for the word. */
export const tipsPrompts: readonly string[] = [
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
