import { LangSegError } from '@langseg/core';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { bytesSource } from '../bytes/byte-source.js';
import { runPickle } from '../pickle/run-pickle.js';
import { openCheckpointIn } from '../shards/open-checkpoint-in.js';
import { resolveTorchGlobal } from '../torch/torch-globals.js';
import { assemble } from './assemble.js';
import { pythonPickles } from './python-pickles.js';
import { readFixture } from './read-fixture.js';
import { readAll } from './refusal.js';

/** Small checkpoints of every format. */
export const checkpointFixtures = [
  'zoo.pt',
  'zoo_legacy.pt',
  'zoo_bare.pt',
  'zoo_expected.safetensors',
  'zoo.npz',
  'zoo_deflated.npz',
];

const archive = unzipSync(readFixture('zoo.pt'));
const pickleName = Object.keys(archive).find((name) => name.endsWith('data.pkl'))!;
const arrays = unzipSync(readFixture('zoo.npz'));
const safetensors = readFixture('zoo_expected.safetensors');
const headerLength = new DataView(safetensors.buffer).getUint32(0, true);
const shards = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];

/** Readers of this package, for whole files and for the parts that checksums and lengths hide from random damage. */
export const foreignReaders = [
  ...checkpointFixtures.map((file) => ({ name: file, samples: [readFixture(file)], read: readAll })),
  {
    name: 'pickles of Python',
    samples: pythonPickles.map((encoded) => new Uint8Array(Buffer.from(encoded, 'base64'))),
    read: (bytes: Uint8Array) => runPickle(bytes, { where: 'test.pkl', resolveGlobal: resolveTorchGlobal }),
  },
  {
    name: 'pickles within archives',
    samples: [archive[pickleName]],
    read: (bytes: Uint8Array) => readAll(zipSync({ ...archive, [pickleName]: bytes }, { level: 0 })),
  },
  {
    name: 'arrays of NumPy',
    samples: ['matrix.npy', 'fortran.npy', 'scalar.npy'].map((name) => arrays[name]),
    read: readAll,
  },
  {
    name: 'arrays within archives',
    samples: [arrays['fortran.npy']],
    read: (bytes: Uint8Array) => readAll(zipSync({ ...arrays, 'a.npy': [bytes, { level: 1 }] }, { level: 0 })),
  },
  {
    name: 'headers of safetensors',
    samples: [safetensors.subarray(8, 8 + headerLength)],
    read(header: Uint8Array) {
      const length = new Uint8Array(8);
      new DataView(length.buffer).setUint32(0, header.length, true);
      return readAll(assemble(length, header, safetensors.subarray(8 + headerLength)));
    },
  },
  {
    name: 'indices of shards',
    samples: [
      strToU8(
        JSON.stringify({
          metadata: { total_size: 1234 },
          weight_map: {
            f32: shards[0],
            'extra.nested.list.0': shards[0],
            bf16: shards[1],
            scalar: shards[1],
          },
        }),
      ),
    ],
    async read(index: Uint8Array) {
      const { tensors } = await openCheckpointIn({
        entry: 'model.safetensors.index.json',
        names: () => Promise.resolve(shards),
        open: (name) => {
          if (name.endsWith('.json')) return Promise.resolve(bytesSource(index));
          if (!shards.includes(name)) throw new LangSegError('NOT_FOUND', `There is no ${name}.`);
          return Promise.resolve(bytesSource(safetensors));
        },
      });
      for (const source of tensors.values()) await source.load();
    },
  },
];
