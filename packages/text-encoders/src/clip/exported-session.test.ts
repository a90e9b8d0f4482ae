import { tensor, type Session, type Tensor, type ValueInfo } from '@langseg/core';
import { expect, it } from 'vitest';
import { fromExportedClip } from './exported-session.js';

const embeds: ValueInfo = { name: 'text_embeds', dtype: 'float32', shape: [undefined, 1] };
const hidden: ValueInfo = { name: 'last_hidden_state', dtype: 'float32', shape: [undefined, undefined, 8] };

function exported(inputs: readonly ValueInfo[], outputs = [hidden, embeds]) {
  const fed: Record<string, Tensor>[] = [];
  const session: Session = {
    inputs,
    outputs,
    run: (feeds) => {
      fed.push(feeds);
      return Promise.resolve(
        Object.fromEntries(outputs.map(({ name }) => [name, tensor('float32', [2, 1])])),
      );
    },
    dispose: () => Promise.resolve(),
  };
  return { session, fed };
}

const feeds = {
  tokens: tensor('int64', [2, 3], BigInt64Array.of(1n, 9n, 0n, 1n, 5n, 9n)),
  eot: tensor('int64', [2], BigInt64Array.of(1n, 2n)),
};

it('pads to a fixed length, masks what follows the end marker and converts to int32', async () => {
  const { session, fed } = exported([
    { name: 'input_ids', dtype: 'int32', shape: [undefined, 5] },
    { name: 'attention_mask', dtype: 'int64', shape: [undefined, 5] },
  ]);
  const result = await fromExportedClip(session).run(feeds);
  expect(result.embeddings.shape).toEqual([2, 1]);
  expect(fed[0].input_ids).toEqual(tensor('int32', [2, 5], Int32Array.of(1, 9, 0, 0, 0, 1, 5, 9, 0, 0)));
  expect([...(fed[0].attention_mask as Tensor<'int64'>).data].map(Number)).toEqual([
    1, 1, 0, 0, 0, 1, 1, 1, 0, 0,
  ]);
});

it('passes tokens on as they are where any length will do', async () => {
  const { session, fed } = exported(
    [{ name: 'whatever', dtype: 'int64', shape: [undefined, undefined] }],
    [embeds],
  );
  await fromExportedClip(session).run(feeds);
  expect(fed[0].whatever).toBe(feeds.tokens);
});

it('refuses models that are something else', () => {
  const pixels: ValueInfo = { name: 'pixel_values', dtype: 'float32', shape: [1, 3, 224, 224] };
  expect(() => fromExportedClip(exported([pixels]).session)).toThrow(
    expect.objectContaining({
      code: 'GRAPH_INVALID',
      message: expect.stringContaining('"pixel_values"') as string,
    }),
  );
});
