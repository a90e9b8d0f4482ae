import {
  assertShape,
  l2Normalize,
  LangSegError,
  tensor,
  type EncodeTextOptions,
  type LabelWarning,
  type Session,
  type Tensor,
  type TextEncoder,
} from '@langseg/core';

/** What {@link createProjectedEncoder} is made of. */
export interface ProjectedEncoderParts {
  /** Gives the embeddings; owned and disposed. Where it knows them before they are normalised, these are taken. */
  readonly encoder: TextEncoder;
  /** A graph with input `embeddings` `[N, D]` and output `projected` `[N, E]`; owned and disposed. */
  readonly session: Session;
  /** E. */
  readonly embeddingDim: number;
  /** Sentences that a label is put into, `{}` standing for it; their embeddings are averaged before the projection. Default: the label alone. */
  readonly prompts?: readonly string[];
}

/** A text encoder whose embeddings are taken into another space by a small network (Talk2DINO, Barsellotti et al. 2025). */
export function createProjectedEncoder({
  encoder,
  session,
  embeddingDim,
  prompts = [],
}: ProjectedEncoderParts): TextEncoder {
  let isDisposed = false;
  const templates = prompts.length > 0 ? prompts : ['{}'];
  return {
    specVersion: 1,
    embeddingDim,
    contextLength: encoder.contextLength,
    async encode(labels, options = {}) {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
      if (labels.length === 0) return tensor('float32', [0, embeddingDim]);
      const { means, isKnown } = await meansOf(encoder, labels, templates, options);
      const { projected } = await session.run({ embeddings: means }, options);
      assertShape('projected', projected, [labels.length, embeddingDim]);
      const rows = tensor(
        'float32',
        [labels.length, embeddingDim],
        (projected as Tensor<'float32'>).data.slice(),
      );
      // Nothing, projected, would be something.
      isKnown.forEach((known, i) => {
        if (!known) rows.data.fill(0, i * embeddingDim, (i + 1) * embeddingDim);
      });
      return l2Normalize(rows, 1);
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await encoder.dispose();
      await session.dispose();
    },
  };
}

/**
 * The mean embedding of each label's sentences. A label of which nothing is left on its own stays unknown: sentences around nothing
 * would be something. So labels are encoded with their sentences, in the same call.
 */
async function meansOf(
  encoder: TextEncoder,
  labels: readonly string[],
  templates: readonly string[],
  { signal, onWarning }: EncodeTextOptions,
): Promise<{ means: Tensor<'float32'>; isKnown: boolean[] }> {
  const dim = encoder.embeddingDim;
  const sentences = labels.flatMap((label, i) =>
    templates.map((template) => ({ i, text: template.replaceAll('{}', () => label) })),
  );
  const labelOf = new Map(sentences.map(({ i, text }) => [text, labels[i]]));
  const warned = new Set<string>();
  const warn = ({ label: text, message }: LabelWarning): void => {
    const label = labels.includes(text) ? text : labelOf.get(text)!;
    if (!warned.has(label)) onWarning?.({ label, message });
    warned.add(label);
  };
  const texts = [...labels, ...sentences.map(({ text }) => text)];
  const encode = encoder.encodeRaw?.bind(encoder) ?? encoder.encode.bind(encoder);
  const { data } = await encode(texts, { signal, onWarning: warn });
  const isEmpty = (row: number) => !data.subarray(row * dim, (row + 1) * dim).some(Boolean);
  if (labels.every((_, i) => isEmpty(i)))
    throw new LangSegError('LABELS_INVALID', 'Nothing is left of any label that could be encoded.', {
      labels,
    });
  const means = tensor('float32', [labels.length, dim]);
  sentences.forEach(({ i }, row) => {
    const from = (labels.length + row) * dim;
    for (let d = 0; d < dim; d++) means.data[i * dim + d] += data[from + d] / templates.length;
  });
  return { means, isKnown: labels.map((_, i) => !isEmpty(i)) };
}
