import type {
  BundleConfig,
  EncodeImageOptions,
  ErrorCode,
  ExplainOptions,
  Explanation,
  FormatChoice,
  Label,
  LabelLint,
  LabelMap,
  LabelOptions,
  LabelRuns,
  LabelWarning,
  LintLabelsOptions,
  Palette,
  PhotoRegion,
  RegionOptions,
  ResultFile,
  Suggestion,
  SuggestOptions,
  Tensor,
  WordCheck,
} from '@langseg/core';
import type { ModelProgress } from '@langseg/adapter-common';
import type { ImageNotice } from '../images/image-notice.js';
import type { TransferableImage } from '../images/to-transferable.js';
import type { WebCapabilities } from '../runtime/describe-browser.js';
import type { ConcreteWebDevice } from '../runtime/web-device.js';

/*
 * Messages between a page and the worker that holds the pipeline. Every call has an `id`; the worker answers each with
 * one `done` or `failed`, and may send `event`s before. Photos and pixel embeddings stay in the worker under a number.
 */

/** What each call takes and gives. */
export interface Calls {
  /** Opens the pipeline; the first call of every worker. */
  readonly open: { readonly input: { readonly options: unknown }; readonly output: OpenedPipeline };
  readonly encode: {
    readonly input: { readonly image: TransferableImage } & Pick<EncodeImageOptions, 'longestSide' | 'view'>;
    readonly output: { readonly image: number; readonly width: number; readonly height: number };
  };
  readonly segment: { readonly input: ResultRef; readonly output: SentLabelMap };
  /** Logit of a label at every pixel of the photo. */
  readonly scores: {
    readonly input: ResultRef & { readonly index: number };
    readonly output: Float32Array;
  };
  /** Probabilities of labels at every pixel of the photo, in the order of the labels. */
  readonly heatmaps: {
    readonly input: ResultRef & {
      readonly indices: readonly number[];
      readonly temperature: number | undefined;
    };
    readonly output: readonly Float32Array[];
  };
  /** The result in a format. */
  readonly files: {
    readonly input: ResultRef & { readonly format: FormatChoice; readonly ending: string | undefined };
    readonly output: readonly ResultFile[];
  };
  /** Why a pixel has its label. */
  readonly explain: {
    readonly input: ResultRef & {
      readonly x: number;
      readonly y: number;
      readonly options: Omit<ExplainOptions, 'signal'>;
    };
    readonly output: Explanation;
  };
  /** What the text encoder alone tells about labels. */
  readonly lint: {
    readonly input: {
      readonly labels: readonly Label[];
      readonly options: Omit<LintLabelsOptions, 'signal'>;
    };
    readonly output: LabelLint;
  };
  /** Words for what a photo shows. */
  readonly suggest: {
    readonly input: { readonly image: number; readonly options: Omit<SuggestOptions, 'signal'> };
    readonly output: readonly Suggestion[];
  };
  /** The similar surroundings of a pixel, and words for them. */
  readonly region: {
    readonly input: {
      readonly image: number;
      readonly x: number;
      readonly y: number;
      readonly options: Omit<RegionOptions, 'signal'>;
    };
    readonly output: PhotoRegion;
  };
  /** Which words the text encoder knows. */
  readonly check: {
    readonly input: { readonly words: readonly string[] };
    readonly output: readonly WordCheck[];
  };
  /** Words that a text may be the beginning of. */
  readonly complete: {
    readonly input: { readonly text: string; readonly count: number | undefined };
    readonly output: readonly string[];
  };
  /** Logits `[n, h, w]` of some labels on the network's grid. */
  readonly logits: {
    readonly input: ResultRef & { readonly indices: readonly number[] };
    readonly output: Tensor<'float32'>;
  };
}

/** Names of the calls. */
export type CallName = keyof Calls;

/** A result is named by what makes it, so that the worker need not keep what the page has forgotten. */
export interface ResultRef {
  readonly image: number;
  readonly labels: readonly Label[];
  readonly labelOptions: LabelOptions;
  readonly palette: Palette | undefined;
  readonly refine: boolean | undefined;
}

/** A label map: a copy, for the worker keeps the result. */
export interface SentLabelMap {
  /** Their names, in the order of the map's indices. */
  readonly labels: readonly string[];
  readonly labelMap: LabelMap;
  /** With `multiLabel`. */
  readonly labelRuns: LabelRuns | undefined;
  readonly alignCorners: boolean;
}

/** What the page learns about the pipeline in the worker. */
export interface OpenedPipeline {
  readonly capabilities: WebCapabilities;
  /** Where models run. */
  readonly device: ConcreteWebDevice;
  /** Threads of one model run. */
  readonly threads: number;
  /** `config.json` of the model. */
  readonly model: BundleConfig;
}

/** Page to worker. */
export type Request =
  | {
      readonly [N in CallName]: { readonly kind: N; readonly id: number } & Calls[N]['input'];
    }[CallName]
  /** Gives up a call; it then fails with `ABORTED`. */
  | { readonly kind: 'abort'; readonly id: number }
  /** Lets go of an encoded photo. Has no answer. */
  | { readonly kind: 'release'; readonly image: number };

/** Worker to page. */
export type Reply =
  | { readonly kind: 'done'; readonly id: number; readonly output: Calls[CallName]['output'] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError }
  | { readonly kind: 'event'; readonly id: number; readonly event: CallEvent }
  /** Something does not work as asked for; see `WebRuntimeOptions.onWarning`. */
  | { readonly kind: 'warning'; readonly message: string }
  /** A photo is not used as it is. */
  | { readonly kind: 'notice'; readonly notice: ImageNotice }
  /** The runtime broke down (out of memory …): whatever waits fails, and the page starts another worker. */
  | { readonly kind: 'crashed'; readonly message: string };

/** What a call reports before it is done. */
export type CallEvent =
  | { readonly type: 'progress'; readonly progress: ModelProgress }
  | { readonly type: 'label-warning'; readonly warning: LabelWarning };

/** A `LangSegError` as plain data; its causes keep their messages. */
export interface SentError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly cause?: string;
}
