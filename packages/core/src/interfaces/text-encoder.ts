import type { Tensor } from '../tensor/tensor.js';
import type { Disposable, RunOptions } from './run-options.js';
import type { TextVocabulary } from './text-vocabulary.js';

/** What a text encoder has to say about labels it could only partly understand. */
export interface LabelWarning {
  /** The label as the caller wrote it. */
  readonly label: string;
  /** For people: what was not understood and what was done instead. */
  readonly message: string;
}

/** Options of {@link TextEncoder.encode}. */
export interface EncodeTextOptions extends RunOptions {
  /** Called once for each label that was truncated or only partly known. */
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** Turns labels into vectors: the language side of LSeg (paper section 3.1). */
export interface TextEncoder extends Disposable {
  readonly specVersion: 1;
  /** Length D of an embedding; equal to the image encoder's. */
  readonly embeddingDim: number;
  /** Longest label in tokens, start and end markers included; `Infinity` where there is no limit. */
  readonly contextLength: number;
  /** The words that it knows by heart, where it has a list of them. Default: none. */
  readonly vocabulary?: TextVocabulary;
  /**
   * Encodes labels in the given order; equal labels give equal rows.
   *
   * @returns text embeddings `[N, D]`, each row of L2 norm 1, or all zeros for a label of which nothing is known
   * (warned about; it wins no pixel).
   * @throws LangSegError `LABELS_INVALID` when nothing is known of any of the labels, `ABORTED`, `DISPOSED`.
   */
  encode(labels: readonly string[], options?: EncodeTextOptions): Promise<Tensor<'float32'>>;
  /**
   * The same before rows are normalised, for what is computed further with them. Left out where their lengths mean nothing.
   */
  encodeRaw?(labels: readonly string[], options?: EncodeTextOptions): Promise<Tensor<'float32'>>;
}
