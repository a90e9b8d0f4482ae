export { withEmbeddingCache, type EmbeddingCacheOptions } from './cache/with-embedding-cache.js';

export { createClipTextEncoder, type ClipTextEncoderParts } from './clip/clip-text-encoder.js';
export { buildClipTokenizerJson } from './clip/tokenizer/build-tokenizer-json.js';
export {
  createClipTokenizer,
  type ClipTokenizer,
  type TokenizedLabel,
  type TokenizeOptions,
} from './clip/tokenizer/clip-tokenizer.js';
export { normalizeClipText } from './clip/tokenizer/normalize-text.js';
export type { ClipTokenizerJson } from './clip/tokenizer/tokenizer-json.js';

export { promptTemplates } from './prompts/prompt-templates.js';
export { withPrompts, type PromptOptions } from './prompts/with-prompts.js';

export { buildSentencePieceJson } from './sentencepiece/build-tokenizer-json.js';
export {
  readSentencePieceModel,
  type SentencePiece,
  type SentencePieceModel,
} from './sentencepiece/sentencepiece-model.js';
export {
  createSentencePieceTokenizer,
  type SentencePieceTokenizer,
} from './sentencepiece/sentencepiece-tokenizer.js';
export type { SentencePieceTokenizerJson } from './sentencepiece/tokenizer-json.js';

export { dinotxtTextWeights } from './dinotxt/dinotxt-text-weights.js';
export { tipsTextConfigOf, type TipsTextConfig } from './tips/tips-text-config.js';
export { createTipsTextEncoder, type TipsTextEncoderParts } from './tips/tips-text-encoder.js';
export { tipsPrompts } from './tips/tips-prompts.js';
export { tipsTextGraph } from './tips/tips-text-graph.js';

export { decodeWordTable, encodeWordTable } from './word-vectors/word-table-file.js';
export { quantizeWordVectors, type WordTable } from './word-vectors/word-table.js';
export { createWordVectorsEncoder, type WordVectorsOptions } from './word-vectors/word-vectors-encoder.js';

export { clipTextConfigOf, type ClipTextConfig } from './clip/graph/clip-text-config.js';
export { clipTextGraph } from './clip/graph/clip-text-graph.js';
export { clipWeightsFromHuggingFace } from './clip/weights-from-hugging-face.js';
export { fromExportedClip } from './clip/exported-session.js';
export { clipText } from './components/clip-text.js';
export { clipTextExported } from './components/clip-text-exported.js';
export { dinotxtText } from './components/dinotxt-text.js';
export { projected } from './components/projected.js';
export { createProjectedEncoder, type ProjectedEncoderParts } from './projected/projected-encoder.js';
export { tipsText } from './components/tips-text.js';
export { wordVectors } from './components/word-vectors.js';
