import { l2Normalize, LangSegError, tensor, type LabelWarning, type TextEncoder } from '@langseg/core';
import { promptTemplates } from './prompt-templates.js';

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
      const prompts = templates.flatMap((template) =>
        labels.map((label) => template.replaceAll('{}', () => label)),
      );
      const labelOf = new Map(prompts.map((prompt, i) => [prompt, labels[i % labels.length]]));
      const warned = new Set<string>();
      const warnOnce = ({ label: prompt, message }: LabelWarning): void => {
        const label = labelOf.get(prompt)!;
        if (!warned.has(label)) onWarning?.({ label, message });
        warned.add(label);
      };
      const { data } = await encoder.encode(prompts, { signal, onWarning: warnOnce });
      const sums = tensor('float32', [labels.length, encoder.embeddingDim]);
      for (let i = 0; i < data.length; i++) sums.data[i % sums.data.length] += data[i];
      return l2Normalize(sums, 1);
    },
    dispose: () => encoder.dispose(),
  };
}
