import {
  l2Normalize,
  LangSegError,
  quoteLabel,
  tensor,
  type LabelWarning,
  type TextEncoder,
} from '@langseg/core';
import { promptTemplates } from './prompt-templates.js';

/** Options of {@link withPrompts}. */
export interface PromptOptions {
  /** Whether a label that is a sentence already, several words with a full stop, is encoded as it is. Default false. */
  readonly keepSentences?: boolean;
  /** Whether nothing is left of a label without a sentence around it; such labels get zeros and a warning. Default: never. */
  readonly isEmpty?: (label: string) => boolean;
}

/**
 * Wraps a text encoder so that a label is encoded as several sentences whose unit embeddings are averaged and
 * normalised again (prompt ensembling, CLIP, section 3.1.4). LSeg itself encodes bare labels, so this is off by default.
 *
 * @param templates sentences with `{}` where the label goes. Default {@link promptTemplates}.
 * @returns an encoder that owns `encoder`: disposing it disposes both.
 * @throws LangSegError `CONFIG_INVALID` for an empty list or a template without `{}`.
 */
export function withPrompts(
  encoder: TextEncoder,
  templates: readonly string[] = promptTemplates,
  { keepSentences = false, isEmpty = () => false }: PromptOptions = {},
): TextEncoder {
  const withoutPlace = templates.find((template) => !template.includes('{}'));
  if (templates.length === 0 || withoutPlace !== undefined)
    throw new LangSegError(
      'CONFIG_INVALID',
      templates.length === 0
        ? 'A prompt ensemble needs at least one template, for example "a photo of a {}.".'
        : `The prompt template "${withoutPlace}" has no {} for the label. Write, for example, "a photo of a {}."`,
      { templates },
    );

  return {
    specVersion: 1,
    embeddingDim: encoder.embeddingDim,
    contextLength: encoder.contextLength,
    async encode(labels, { signal, onWarning } = {}) {
      const places = labels.flatMap((label, i) =>
        isEmpty(label) ? [] : promptsOf(label, templates, keepSentences).map((prompt) => ({ prompt, i })),
      );
      if (places.length === 0 && labels.length > 0)
        throw new LangSegError('LABELS_INVALID', 'Nothing is left of any label that could be encoded.', {
          labels,
        });
      const warned = new Set<string>();
      const warn = ({ label, message }: LabelWarning): void => {
        if (!warned.has(label)) onWarning?.({ label, message });
        warned.add(label);
      };
      for (const label of labels)
        if (isEmpty(label))
          warn({ label, message: `Nothing is left of ${quoteLabel(label)} that could be encoded.` });
      const labelOf = new Map(places.map(({ prompt, i }) => [prompt, labels[i]]));
      const { data } = await encoder.encode(
        places.map(({ prompt }) => prompt),
        { signal, onWarning: ({ label: prompt, message }) => warn({ label: labelOf.get(prompt)!, message }) },
      );
      const dim = encoder.embeddingDim;
      const sums = tensor('float32', [labels.length, dim]);
      places.forEach(({ i }, row) => {
        for (let d = 0; d < dim; d++) sums.data[i * dim + d] += data[row * dim + d];
      });
      return l2Normalize(sums, 1);
    },
    dispose: () => encoder.dispose(),
  };
}

function promptsOf(label: string, templates: readonly string[], keepSentences: boolean): readonly string[] {
  if (keepSentences && /\S\s+\S.*[.!?]\s*$/su.test(label)) return [label];
  return templates.map((template) => template.replaceAll('{}', () => label));
}
