/**
 * Seven of the sentences that OpenAI put ImageNet's classes into: those that helped most (openai/CLIP,
 * `Prompt_Engineering_for_ImageNet.ipynb`). `{}` stands for the word.
 */
export const imagenetPrompts: readonly string[] = [
  'itap of a {}.',
  'a bad photo of the {}.',
  'a origami {}.',
  'a photo of the large {}.',
  'a {} in a video game.',
  'art of the {}.',
  'a photo of the small {}.',
];
