import { tensor, type Tensor, type TextEncoder } from '@langseg/core';

/**
 * What each class of a classifier adds to the embedding of a pixel, as the weight of a 1×1 convolution: the embedding of its
 * label, or nothing for a class without one.
 *
 * @param labels of the K classes.
 * @param length L2 norm of what a class adds.
 * @returns `[D, K, 1, 1]`.
 */
export async function classEmbeddings(
  encoder: Pick<TextEncoder, 'encode'>,
  labels: readonly (string | undefined)[],
  length: number,
): Promise<Tensor<'float32'>> {
  const labelled = labels.flatMap((label, index) => (label === undefined ? [] : [{ label, index }]));
  const { data, shape } = await encoder.encode(labelled.map(({ label }) => label));
  const dim = shape[1];
  const weight = tensor('float32', [dim, labels.length, 1, 1]);
  labelled.forEach(({ index }, row) => {
    for (let d = 0; d < dim; d++) weight.data[d * labels.length + index] = length * data[row * dim + d];
  });
  return weight;
}
