/**
 * A short list of sentences for {@link withPrompts}; `{}` stands for the label. They vary what photos of a thing vary
 * in: size, distance, light, number and completeness.
 */
export const promptTemplates: readonly string[] = [
  'a photo of a {}.',
  'a photo of the {}.',
  'a photo of many {}.',
  'a photo of a small {}.',
  'a photo of a large {}.',
  'a close-up of the {}.',
  'the {} in the distance.',
  'the {} in bright light.',
  'the {} in the dark.',
  'a part of a {}.',
  'a {} in a scene.',
];
