import { describe, expect, it } from 'vitest';
import { trainingCheckpointOf } from './__fixtures__/checkpoint-of.js';
import { lsegResnetShapes, lsegVitShapes } from './__fixtures__/lseg-shapes.js';
import type { Shapes } from './__fixtures__/shapes.js';
import { planConversion } from './__fixtures__/plan-conversion.js';

const networks = { vit: lsegVitShapes(), resnet: lsegResnetShapes() } as const;
const { vit, resnet } = networks;

async function failureOf(
  shapes: Shapes,
  options?: Readonly<Record<string, unknown>>,
): Promise<{ code: string; message: string }> {
  const checkpoint = await trainingCheckpointOf(shapes);
  return planConversion(checkpoint, options).then(
    () => expect.unreachable('it was planned'),
    (error: unknown) => error as { code: string; message: string },
  );
}

function without(shapes: Shapes, name: string): Shapes {
  expect(shapes).toHaveProperty([name]);
  return Object.fromEntries(Object.entries(shapes).filter(([other]) => other !== name));
}

describe('missing weights are named', () => {
  it.each<[keyof typeof networks, string]>([
    ['vit', 'pretrained.model.blocks.2.attn.qkv.weight'],
    ['vit', 'pretrained.model.pos_embed'],
    ['vit', 'scratch.refinenet3.resConfUnit2.bn1.running_var'],
    ['vit', 'pretrained.act_postprocess4.4.bias'],
    ['vit', 'clip_pretrained.text_projection'],
    ['vit', 'clip_pretrained.transformer.resblocks.1.ln_2.bias'],
    ['resnet', 'pretrained.layer2.1.bn2.running_mean'],
  ])('%s: %s', async (network, name) => {
    const failure = await failureOf(without(networks[network], name));
    expect(failure.code).toBe('WEIGHTS_MISMATCH');
    expect(failure.message).toContain(name.replace('clip_pretrained.', ''));
  });
});

describe('misshapen weights are named', () => {
  it.each<[keyof typeof networks, string, number[]]>([
    ['vit', 'pretrained.model.cls_token', [1, 1, 1]],
    ['vit', 'pretrained.model.pos_embed', [1, 12, 8]],
    ['vit', 'pretrained.model.pos_embed', [10, 8]],
    ['vit', 'pretrained.model.patch_embed.proj.weight', [8, 3, 14, 14]],
    ['vit', 'pretrained.model.patch_embed.proj.weight', [8, 48]],
    ['vit', 'pretrained.model.patch_embed.proj.bias', [7]],
    ['vit', 'pretrained.model.blocks.1.norm1.weight', [7]],
    ['vit', 'pretrained.model.blocks.1.attn.qkv.weight', [24, 7]],
    ['vit', 'pretrained.model.blocks.1.attn.qkv.bias', [1]],
    ['vit', 'pretrained.model.blocks.3.mlp.fc1.bias', []],
    ['vit', 'pretrained.act_postprocess2.0.project.0.weight', [8, 8]],
    ['vit', 'pretrained.act_postprocess1.4.weight', [2, 2, 3, 3]],
    ['vit', 'scratch.layer3_rn.weight', [4, 5, 3, 3]],
    ['vit', 'scratch.refinenet2.resConfUnit1.conv2.weight', [4, 3, 3, 3]],
    ['vit', 'scratch.refinenet2.resConfUnit1.bn2.running_mean', [3]],
    ['vit', 'scratch.refinenet1.out_conv.bias', [5]],
    ['vit', 'scratch.head1.weight', [6, 4]],
    ['vit', 'scratch.head1.weight', [6, 3, 1, 1]],
    ['vit', 'clip_pretrained.token_embedding.weight', [100, 8]],
    ['vit', 'clip_pretrained.positional_embedding', [77]],
    ['vit', 'clip_pretrained.text_projection', [6, 8]],
    ['vit', 'clip_pretrained.transformer.resblocks.0.mlp.c_proj.weight', [8, 31]],
    ['resnet', 'pretrained.layer1.1.running_var', [3]],
    ['resnet', 'pretrained.layer3.0.conv2.weight', [4, 3, 3, 3]],
    ['resnet', 'pretrained.layer4.0.downsample.0.weight', [32, 15, 1, 1]],
  ])('%s: %s %j', async (network, name, shape) => {
    const failure = await failureOf({ ...networks[network], [name]: shape });
    expect(failure.code).toBe('WEIGHTS_MISMATCH');
    expect(failure.message).toContain(name.replace('clip_pretrained.', ''));
    expect(failure.message).toContain(`[${shape.join(', ')}]`);
  });

  it('also where several fit together but not with the rest', async () => {
    const failure = await failureOf({
      ...vit,
      'pretrained.model.blocks.2.mlp.fc2.weight': [7, 32],
      'pretrained.model.blocks.2.mlp.fc2.bias': [7],
    });
    expect(failure.code).toBe('WEIGHTS_MISMATCH');
    expect(failure.message).toContain('pretrained.model.blocks.2.mlp.fc2.weight [7, 32]');
  });

  it('and when text and pixels can not be compared', async () => {
    const failure = await failureOf({ ...vit, 'clip_pretrained.text_projection': [8, 7] });
    expect(failure.message).toMatch(/Text embeddings of length 7 .* pixel embeddings of length 6/);
  });
});

describe('unexpected weights', () => {
  const shapes = { ...vit, 'scratch.extra.weight': [3] };

  it('are an error that names them', async () => {
    const failure = await failureOf(shapes);
    expect(failure.code).toBe('WEIGHTS_MISMATCH');
    expect(failure.message).toContain('scratch.extra.weight');
  });

  it('can be allowed', async () => {
    const plan = await planConversion(await trainingCheckpointOf(shapes), { allowUnexpected: true });
    expect(plan.pipeline.imageEncoder.type).toBe('dpt-vit');
  });
});

describe('options that can not be', () => {
  it.each<[Shapes, Readonly<Record<string, unknown>>, RegExp]>([
    [vit, { heads: 3 }, /heads must divide the width 8/],
    [vit, { textHeads: 5 }, /textHeads must divide the width 8/],
    [vit, { outIndices: [0, 1, 2] }, /four ascending blocks from 0 to 3/],
    [vit, { outIndices: [0, 2, 1, 3] }, /four ascending blocks/],
    [vit, { outIndices: [0, 1, 2, 4] }, /four ascending blocks/],
    [resnet, { heads: 2, readout: 'add' }, /heads, readout can't be chosen for dpt-resnet/],
    [vit, { wordTable: new Uint8Array() }, /wordTable can't be chosen/],
    [lsegVitShapes({ readout: false }), {}, /readout is "ignore" or "add"; say which/],
  ])('%#', async (shapes, options, message) => {
    const failure = await failureOf(shapes, options);
    expect(failure.message).toMatch(message);
    expect(failure.code).toBe('USAGE');
  });
});
