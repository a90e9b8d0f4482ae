import type { Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import { createLabelSet } from '../labels/label-set.js';
import { commonVectors } from '../lint/common-vectors.js';
import { chooseWords } from '../suggest/choose-words.js';
import { suggestibleWords } from '../suggest/suggestible-words.js';
import type { Suggestion, SuggestOptions } from '../suggest/suggestion.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { createImageScores } from './create-image-scores.js';
import type { EncodedViews } from './encoded-views.js';

/** What takes the parts of a photo that no suggestion fits. */
const rest = 'other';

/** Logits that differ by less than this, at temperature 1, say nearly the same. */
const tolerance = 1.5;

/** Chooses words that fit a photo. Errors as `EncodedImage.suggest`. */
export async function suggestWords(
  parts: PipelineParts,
  encoded: () => EncodedViews,
  { words = suggestibleWords, count = 6, minShare = 0.03, minMargin = 0.5, signal }: SuggestOptions,
  { temperature }: Pick<Calibration, 'temperature'> = { temperature: 1 },
): Promise<Suggestion[]> {
  const candidates = [...words.filter((word) => word !== rest), rest];
  const { words: known, text } = await commonVectors(candidates, parts.textEncoder, { signal });
  const hasRest = known.at(-1) === rest;
  if (known.length === Number(hasRest)) return [];
  const scores = createImageScores({ parts, encoded, labels: { ...createLabelSet(known), text } });
  const pieces: Tensor<'float32'>[] = [];
  for (let first = 0; first < known.length; first += scores.labelsAtOnce) {
    const { length } = known.slice(first, first + scores.labelsAtOnce);
    pieces.push(
      await scores.logits(
        Array.from({ length }, (_, i) => first + i),
        { signal },
      ),
    );
  }
  const [, rows, columns] = pieces[0].shape;
  const logits = tensor('float32', [known.length + Number(!hasRest), rows, columns]);
  let at = 0;
  for (const { data } of pieces) {
    logits.data.set(data, at);
    at += data.length;
  }
  for (let i = 0; i < at; i++) logits.data[i] /= temperature;
  return chooseWords(logits, { count, minShare, minMargin, tolerance }).map(({ index, share, margin }) => ({
    word: known[index],
    share,
    margin,
  }));
}
