import { sourceOf, tensor, type Weights } from '@langseg/core';
import { describe, expect, test } from 'vitest';
import { assemble, dict, floats, tensor as pickledTensor, torchZip } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import { openCheckpoint } from '../open-checkpoint.js';
import { describeStateDict, findStateDict } from './find-state-dict.js';

const names = ['stem.weight', 'head.weight', 'head.bias'];
const weight = pickledTensor({ count: 1, shape: [1], strides: [1] });

/** A pickled state dict whose names begin with `prefix`. */
function stateDict(prefix = '', extra: readonly string[] = []): Uint8Array {
  return dict(
    Object.fromEntries([...names.map((name) => prefix + name), ...extra].map((name) => [name, weight])),
  );
}

async function find(value: Uint8Array, key?: string) {
  const checkpoint = await openCheckpoint(bytesSource(torchZip(value, { 'data/0': floats(1) })));
  const found = findStateDict(checkpoint, names, { key });
  return found && { ...found, weights: [...found.weights.keys()] };
}

const wrap =
  (...keys: string[]) =>
  (value: Uint8Array) =>
    keys.reduceRight(
      (inner, key) => dict({ epoch: 'K\x05', [key]: inner, optimizer: dict({ lr: 'K\x01' }) }),
      value,
    );

describe('prefixes', () => {
  test.each([
    ['', []],
    ['net.', ['net.']],
    ['model.', ['model.']],
    ['module.', ['module.']],
    ['_orig_mod.', ['_orig_mod.']],
    ['module.net.', ['module.', 'net.']],
    ['net.module.', ['module.', 'net.']],
    ['_orig_mod.module.', ['_orig_mod.', 'module.']],
    ['module._orig_mod.model.net.', ['module.', '_orig_mod.', 'model.net.']],
    ['whatever.they.call.it.', ['whatever.they.call.it.']],
  ])('%j is taken off and named', async (prefix, takenOff) => {
    expect(await find(stateDict(prefix))).toMatchObject({ weights: names, takenOff, hits: 3, others: [] });
  });

  test('wrappers are taken out of the middle of a name', async () => {
    const found = await find(
      dict({ 'stem._orig_mod.weight': weight, 'net.head.weight': weight, 'head.module.bias': weight }),
    );
    expect(found?.weights).toEqual(expect.arrayContaining(['stem.weight', 'head.bias']));
  });

  test('what lies beside the network is left out', async () => {
    const found = await find(stateDict('module.', ['n_averaged', 'loss.weight']));
    expect(found?.weights).toEqual([...names, 'n_averaged', 'loss.weight']);
    expect((await find(stateDict('net.', ['loss.weight'])))?.weights).toEqual(names);
  });
});

describe('containers', () => {
  test.each([
    ['model'],
    ['state_dict'],
    ['model_state_dict'],
    ['ema'],
    ['ema_state_dict'],
    ['params'],
    ['weights'],
    ['network'],
    ['checkpoint', 'model'],
    ['state', 'model', 'params'],
  ])('%s %s %s', async (...keys) => {
    for (const prefix of ['', 'module.', 'net.'])
      expect(await find(wrap(...keys.filter((key) => key !== undefined))(stateDict(prefix)))).toMatchObject({
        weights: names,
        key: expect.stringContaining(keys[0]),
      });
  });

  test('a pickled module', async () => {
    const section = (entries: Readonly<Record<string, Uint8Array>>) =>
      assemble('cmy\nNet\n)\x81', dict({ _parameters: dict({}), _modules: dict(entries) }), 'b');
    const leaf = (entries: Readonly<Record<string, Uint8Array>>) =>
      assemble('cmy\nLayer\n)\x81', dict({ _parameters: dict(entries) }), 'b');
    const net = section({ stem: leaf({ weight }), head: leaf({ weight, bias: weight }) });
    expect((await find(net))?.weights).toEqual(names);
    expect(await find(dict({ model: net }))).toMatchObject({ weights: names, key: 'model' });
  });
});

describe('several that fit', () => {
  const both = dict({ ema: stateDict(), model: stateDict('module.') });

  test('the first that is no running average is taken, and the others are named', async () => {
    expect(await find(both)).toMatchObject({ key: 'model', others: ['ema'], takenOff: ['module.'] });
    expect(await find(dict({ a: stateDict(), b: stateDict() }))).toMatchObject({ key: 'a', others: ['b'] });
    expect(await find(dict({ state_dict_ema: stateDict(), state_dict: stateDict() }))).toMatchObject({
      key: 'state_dict',
    });
  });

  test('a key chooses another', async () => {
    expect(await find(both, 'ema')).toMatchObject({ key: 'ema', others: [], weights: names });
    await expect(find(both, 'emma')).rejects.toThrow(
      /no tensors under "emma"; there are some under "ema", "model"/,
    );
  });

  test('also where they are told apart by the beginning of their names', async () => {
    const sources: Weights = new Map(
      ['', 'ema.'].flatMap((prefix) =>
        names.map((name) => [prefix + name, sourceOf(tensor('float32', [1]))]),
      ),
    );
    const stateDicts = new Map([['', sources]]);
    const plain = findStateDict({ stateDicts }, names);
    expect([[...plain!.weights.keys()], plain!.others]).toEqual([names, ['ema']]);
    expect([...findStateDict({ stateDicts }, names, { key: 'ema' })!.weights.keys()]).toEqual(names);
  });

  test('more names beat an earlier place', async () => {
    expect(await find(dict({ head: dict({ 'head.weight': weight }), ema: stateDict() }))).toMatchObject({
      key: 'ema',
    });
  });
});

test('nothing is found where nothing fits', async () => {
  expect(await find(dict({ other: weight }))).toBeUndefined();
});

test('a choice is told in sentences', () => {
  expect(describeStateDict({ key: '', takenOff: [], others: [] })).toEqual([]);
  expect(describeStateDict({ key: 'model', takenOff: ['module.'], others: ['ema'] }).join(' ')).toMatch(
    /under "model"\. .*under "ema".* Taken off .*"module\."/,
  );
});

test('a weight whose name ends like another one stays with its network', () => {
  const own = ['classes.weight', 'scenes.classes.weight', 'scenes.bias'];
  const weights: Weights = new Map(own.map((name) => [name, sourceOf(tensor('float32', [1]))]));
  const found = findStateDict({ stateDicts: new Map([['', weights]]) }, own);
  expect([...found!.weights.keys()]).toEqual(own);
});
