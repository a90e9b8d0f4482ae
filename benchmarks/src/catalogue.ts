import { cliColdStart } from './benchmarks/cli-cold-start.js';
import { default320, default640 } from './benchmarks/default-model.js';
import { head150, head20 } from './benchmarks/head-algebra.js';
import { vitB32Encoding, vitL16Encoding, vitL16EncodingMapped } from './benchmarks/image-encoding.js';
import { largePhoto } from './benchmarks/large-photo.js';
import { relabel150, relabel20 } from './benchmarks/relabelling.js';
import { text150, text20 } from './benchmarks/text-encoding.js';
import type { Benchmark } from './measuring/benchmark.js';

/** All benchmarks, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  vitL16Encoding,
  vitL16EncodingMapped,
  vitB32Encoding,
  text20,
  text150,
  relabel20,
  relabel150,
  head20,
  head150,
  default320,
  default640,
  largePhoto,
  cliColdStart,
];
