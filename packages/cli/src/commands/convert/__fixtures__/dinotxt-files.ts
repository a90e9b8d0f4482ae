import { dinotxt } from '@langseg/image-encoders';
import { safetensorsOf, tinyTips, weightsOf } from '@langseg/model-testing';

const width = 8;

/** The three files of a small dino.txt. */
export async function checkpointFiles(): Promise<[name: string, bytes: Uint8Array][]> {
  const sizes = { ...tinyTips, depth: 2, registers: 4, headBlocks: 1, headHidden: 12, embeddingDim: 6 };
  const { parameters, idleParameters } = dinotxt.architecture;
  const specs = [...parameters(sizes), ...idleParameters(sizes)].map(({ name, shape }) => [name, shape] as const);
  const isHead = (name: string) => name.startsWith('head.');
  const trunk = specs.filter(([name]) => !isHead(name));
  const head = specs.filter(([name]) => isHead(name)).map(([name, shape]) => [name.slice(5), shape] as const);
  const parts = { backbone: trunk, head, text_encoder: Object.entries(textShapes(12)) };
  return Promise.all(
    Object.entries(parts).map(async ([name, shapes]): Promise<[string, Uint8Array]> => [
      `${name}.safetensors`,
      await safetensorsOf(weightsOf(Object.fromEntries(shapes))),
    ]),
  );
}

function textShapes(outputs: number): Record<string, readonly number[]> {
  const block = 'backbone.blocks.0';
  const linear = (name: string, from: number, to: number) => ({ [`${name}.weight`]: [to, from], [`${name}.bias`]: [to] });
  const norm = (name: string) => ({ [`${name}.weight`]: [width], [`${name}.bias`]: [width] });
  return {
    'backbone.positional_embedding': [77, width],
    'backbone.token_embedding.weight': [49408, width],
    ...norm('backbone.ln_final'),
    ...norm(`${block}.attention_norm`),
    [`${block}.attention.qkv.weight`]: [3 * width, width],
    ...linear(`${block}.attention.proj`, width, width),
    ...norm(`${block}.ffn_norm`),
    ...linear(`${block}.feed_forward.fc1`, width, 4 * width),
    ...linear(`${block}.feed_forward.fc2`, 4 * width, width),
    'head.linear_projection.weight': [outputs, width],
  };
}
