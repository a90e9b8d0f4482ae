import type { EncodeImageOptions, RunOptions } from '@langseg/core';
import type { Dataset } from '@langseg/datasets';
import type { SegmentedExample } from '../report/example-picture.js';
import { answerPhoto } from './ask-photo.js';
import { readSample, type PhotoEncoder } from './encode-photos.js';
import type { Question } from './question.js';

/** Options of {@link segmentExample}, as the evaluation had them. */
export interface ExampleOptions extends RunOptions {
  readonly segmenter: PhotoEncoder;
  readonly dataset: Dataset;
  readonly question: Question;
  readonly view?: EncodeImageOptions['view'];
  readonly longestSide?: number;
  readonly refine?: boolean;
  /** Size at which photo and mask are compared, `[height, width]`. Default: the photo's own. */
  readonly maskSize?: readonly [height: number, width: number] | 'photo';
}

/**
 * Segments one photo of a data set once more, to be looked at.
 *
 * @throws LangSegError as `Dataset.read` and `answerPhoto`.
 */
export async function segmentExample(id: string, options: ExampleOptions): Promise<SegmentedExample> {
  const { segmenter, dataset, question, view, longestSide, refine, maskSize, signal } = options;
  const { image, mask } = await readSample({ dataset, maskSize }, id, { signal });
  const encoded = await segmenter.encode(image, {
    signal,
    ...(view !== undefined && { view }),
    ...(longestSide !== undefined && { longestSide }),
  });
  try {
    const { prediction, target } = await answerPhoto(encoded, mask, question, {
      signal,
      refine,
      calibrationRows: null,
    });
    const { classes } = question;
    return {
      photo: image,
      words: classes,
      prediction: Uint16Array.from(prediction),
      target: target.map((value) => (value < classes.length ? value : -1)),
    };
  } finally {
    encoded.dispose();
  }
}
