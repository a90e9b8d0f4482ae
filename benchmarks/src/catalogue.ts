import { browserEncoding } from './benchmarks/browser-encoding.js';
import { browserMemory } from './benchmarks/browser-memory.js';
import { browserPlayground } from './benchmarks/browser-playground.js';
import { cliColdStart } from './benchmarks/cli-cold-start.js';
import { cliWorkers } from './benchmarks/cli-workers.js';
import { datasetMaking } from './benchmarks/dataset-making.js';
import { datasetWriting } from './benchmarks/dataset-writing.js';
import { default320, default320At320, default640, default640At640 } from './benchmarks/default-model.js';
import { evaluationOverhead } from './benchmarks/evaluation-overhead.js';
import { evaluationScoring } from './benchmarks/evaluation-scoring.js';
import { firstVisit } from './benchmarks/first-visit.js';
import { head150, head20 } from './benchmarks/head-algebra.js';
import {
  prepacking,
  vitB32Encoding,
  vitL16Encoding,
  vitL16EncodingMapped,
} from './benchmarks/image-encoding.js';
import { largePhoto } from './benchmarks/large-photo.js';
import { matrixProduct } from './benchmarks/matrix-product.js';
import { tipsB14Precision, tipsL14Precision } from './benchmarks/precision.js';
import { refining, refiningPhoto } from './benchmarks/refining.js';
import { relabel150, relabel150New, relabel20, relabel20New } from './benchmarks/relabelling.js';
import { text150, text20, textContext150, textContext20 } from './benchmarks/text-encoding.js';
import { tipsAgreement } from './benchmarks/tips-agreement.js';
import { tipsConversion } from './benchmarks/tips-conversion.js';
import { tipsInBrowser } from './benchmarks/tips-in-browser.js';
import { tipsTextEncoding } from './benchmarks/tips-text.js';
import { trainingDefaultModel, trainingVit, trainingVitBatch } from './benchmarks/training-steps.js';
import { trainingLoader } from './benchmarks/training-loader.js';
import { trainingMemory } from './benchmarks/training-memory.js';
import { trainingOperators } from './benchmarks/training-operators.js';
import { viewsEncoding, viewsLabelling } from './benchmarks/views.js';
import type { Benchmark } from './measuring/benchmark.js';

/** Benchmarks of using models, in the order of the tables. */
const use: readonly Benchmark[] = [
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
  cliWorkers,
  evaluationScoring,
  evaluationOverhead,
  datasetMaking,
  datasetWriting,
  head20,
  head150,
  textContext20,
  textContext150,
  prepacking,
  viewsEncoding,
  viewsLabelling,
  refining,
  refiningPhoto,
];

/** Benchmarks of encoders of today, which take minutes each. */
const encoders: readonly Benchmark[] = [
  matrixProduct,
  tipsB14Precision,
  tipsL14Precision,
  tipsTextEncoding,
  tipsAgreement,
  tipsConversion,
  tipsInBrowser,
];

/** Benchmarks of training. The machine is measured with them, too: sections may be of different days and machines. */
const training: readonly Benchmark[] = [
  matrixProduct,
  trainingDefaultModel,
  trainingVit,
  trainingVitBatch,
  trainingOperators,
  trainingMemory,
  trainingLoader,
];

/** Benchmarks of what runs in browsers. */
const browser: readonly Benchmark[] = [matrixProduct, browserEncoding, browserPlayground, browserMemory];

/** What a first visit over a slow line costs. */
const visit: readonly Benchmark[] = [matrixProduct, firstVisit];

/** Parts of the page of results, each written by a run that measures all of it. */
export const sections: Readonly<Record<string, readonly Benchmark[]>> = {
  use,
  encoders,
  training,
  browser,
  visit,
};

/** All benchmarks. */
export const benchmarks: readonly Benchmark[] = [...new Set(Object.values(sections).flat())];
