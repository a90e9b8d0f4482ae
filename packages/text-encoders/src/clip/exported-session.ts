import { LangSegError, tensor, type Session, type Tensor, type ValueInfo } from '@langseg/core';

/** Names that exports give to their inputs and outputs, best first. */
const tokenNames = ['input_ids', 'tokens', 'text'];
const maskName = 'attention_mask';
const outputNames = ['text_embeds', 'embeddings', 'text_features'];

/**
 * Lets a CLIP text model that somebody else exported to ONNX (from transformers, open_clip …) stand in for LangSeg's own
 * graph: token rows are padded to the length the export was made for, an attention mask is added where it wants one,
 * and int32 tokens are converted. The model must pool at the end marker itself, as all CLIP exports do.
 *
 * @returns a session with inputs `tokens` and `eot` and output `embeddings`, for `createClipTextEncoder`. It owns `session`.
 * @throws LangSegError `GRAPH_INVALID` when inputs and outputs are not those of a CLIP text model.
 */
export function fromExportedClip(session: Session): Session {
  const input = session.inputs.find(({ name }) => tokenNames.includes(name)) ?? onlyOne(session.inputs);
  const output = session.outputs.find(({ name }) => outputNames.includes(name)) ?? onlyOne(session.outputs);
  const isText = input && (input.dtype === 'int64' || input.dtype === 'int32') && input.shape.length === 2;
  const others = session.inputs.filter(({ name }) => name !== input?.name && name !== maskName);
  if (!isText || !output || others.length > 0)
    throw new LangSegError(
      'GRAPH_INVALID',
      `This is not a CLIP text model: expected token ids [N, L] in and one embedding out, found inputs ` +
        `${namesOf(session.inputs)} and outputs ${namesOf(session.outputs)}.`,
    );
  const mask = session.inputs.find(({ name }) => name === maskName);

  return {
    inputs: [
      { name: 'tokens', dtype: 'int64', shape: [undefined, undefined] },
      { name: 'eot', dtype: 'int64', shape: [undefined] },
    ],
    outputs: [{ ...output, name: 'embeddings' }],
    async run({ tokens, eot }, options) {
      const rows = padded(tokens as Tensor<'int64'>, input.shape[1]);
      const feeds: Record<string, Tensor> = { [input.name]: castTo(rows, input) };
      if (mask) feeds[maskName] = castTo(visible(rows.shape, (eot as Tensor<'int64'>).data), mask);
      return { embeddings: (await session.run(feeds, options))[output.name] };
    },
    dispose: () => session.dispose(),
  };
}

function onlyOne(values: readonly ValueInfo[]): ValueInfo | undefined {
  return values.length === 1 ? values[0] : undefined;
}

function namesOf(values: readonly ValueInfo[]): string {
  return values.map(({ name }) => `"${name}"`).join(', ') || 'none';
}

/** Rows filled up with zeros to `length`, or as they are where any length will do. */
function padded(tokens: Tensor<'int64'>, length: number | undefined): Tensor<'int64'> {
  const [count, used] = tokens.shape;
  if (length === undefined || length === used) return tokens;
  const rows = tensor('int64', [count, length]);
  for (let row = 0; row < count; row++)
    rows.data.set(tokens.data.subarray(row * used, (row + 1) * used), row * length);
  return rows;
}

/** 1 up to each row's end marker, 0 behind it. */
function visible([count, length]: readonly number[], ends: BigInt64Array): Tensor<'int64'> {
  const mask = tensor('int64', [count, length]);
  ends.forEach((end, row) => mask.data.fill(1n, row * length, row * length + Number(end) + 1));
  return mask;
}

function castTo(value: Tensor<'int64'>, { dtype }: ValueInfo): Tensor {
  return dtype === 'int64' ? value : tensor('int32', value.shape, Int32Array.from(value.data, Number));
}
