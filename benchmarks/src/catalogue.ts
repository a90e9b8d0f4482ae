import { cliColdStart } from './benchmarks/cli-cold-start.js';
import { default320, default320At320, default640, default640At640 } from './benchmarks/default-model.js';
import { head150, head20 } from './benchmarks/head-algebra.js';
import {
  prepacking,
  vitB32Encoding,
  vitL16Encoding,
  vitL16EncodingMapped,
} from './benchmarks/image-encoding.js';
import { largePhoto } from './benchmarks/large-photo.js';
import { matrixProduct } from './benchmarks/matrix-product.js';
import { relabel150, relabel150New, relabel20, relabel20New } from './benchmarks/relabelling.js';
import { text150, text20, textContext150, textContext20 } from './benchmarks/text-encoding.js';
import type { Benchmark } from './measuring/benchmark.js';

/** All benchmarks, in the order of the tables. */
export const benchmarks: readonly Benchmark[] = [
  matrixProduct,
  vitL16Encoding,
  vitL16EncodingMapped,
  vitB32Encoding,
  text20,
  text150,
  relabel20,
  relabel20New,
  relabel150,
  relabel150New,
  default320,
  default320At320,
  default640,
  default640At640,
  largePhoto,
  cliColdStart,
  head20,
  head150,
  textContext20,
  textContext150,
  prepacking,
];
