import { LangSegError } from '@langseg/core';
import { encodeBase64 } from './base64.js';
import { SPACE } from './normalize-text.js';
import { readCharsmap } from './charsmap.js';
import { corruptModel, type SentencePiece, type SentencePieceModel } from './sentencepiece-model.js';
import type { SentencePieceTokenizerJson } from './tokenizer-json.js';

/**
 * Makes a `tokenizer.json` in the layout of Hugging Face `tokenizers` from a SentencePiece model of type BPE. Merges are all
 * ways to make a piece of two others, the piece with the highest score first.
 *
 * @param options.lowercase whether text is lower-cased first.
 * @throws LangSegError `FILE_CORRUPT` naming what the file asks for: another type than BPE, no padding, settings of the
 * normaliser or kinds of pieces that differ from the usual ones.
 */
export function buildSentencePieceJson(
  model: SentencePieceModel,
  { lowercase }: { readonly lowercase: boolean },
): SentencePieceTokenizerJson {
  assertSupported(model);
  readCharsmap(model.charsmap);
  const { pieces } = model;
  const ids = new Map(pieces.map(({ text }, id) => [text, id]));
  if (ids.size !== pieces.length) throw corruptModel('a piece occurs twice');
  const unknown = pieces.filter(({ kind }) => kind === 'unknown');
  if (unknown.length !== 1)
    throw corruptModel(`it has ${unknown.length} pieces for what is unknown, expected 1`);
  const padId = padIdOf(model);
  return {
    version: '1.0',
    truncation: null,
    padding: {
      strategy: 'BatchLongest',
      direction: 'Right',
      pad_to_multiple_of: null,
      pad_id: padId,
      pad_type_id: 0,
      pad_token: pieces[padId].text,
    },
    added_tokens: pieces.flatMap(({ text, kind }, id) =>
      kind === 'unknown' || kind === 'control' ? [marker(text, id)] : [],
    ),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        ...(lowercase ? [{ type: 'Lowercase' }] : []),
        ...(model.charsmap.length > 0
          ? [{ type: 'Precompiled', precompiled_charsmap: encodeBase64(model.charsmap) }]
          : []),
        { type: 'Strip', strip_left: true, strip_right: true },
        { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
      ],
    },
    pre_tokenizer: { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'always', split: true },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'always', split: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: unknown[0].text,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: pieces.some(({ kind }) => kind === 'byte'),
      vocab: Object.fromEntries(ids),
      merges: mergesOf(pieces),
    },
  };
}

function marker(content: string, id: number): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}

function assertSupported(model: SentencePieceModel): void {
  const { algorithm, pieces } = model;
  if (algorithm !== 'bpe') throw unsupported(`is of type ${algorithm}. Only those of type bpe are supported`);
  if (padIdOf(model) < 0)
    throw unsupported(
      'has no piece for padding (pad_id is -1), which fills up short labels. Is it that of the model?',
    );
  for (const kind of ['user-defined', 'unused'] as const) {
    const piece = pieces.find((candidate) => candidate.kind === kind);
    if (piece) throw unsupported(`has ${kind} pieces (${JSON.stringify(piece.text)})`);
  }
  if (!model.addDummyPrefix) throw unsupported('puts no space before a text (add_dummy_prefix)');
  if (!model.removeExtraWhitespaces) throw unsupported('keeps repeated spaces (remove_extra_whitespaces)');
  if (!model.escapeWhitespaces) throw unsupported('keeps spaces as they are (escape_whitespaces)');
  if (model.whitespaceAsSuffix) throw unsupported('marks ends of words instead of beginnings');
}

/** The file says which it is; some files say nothing and have one all the same. */
function padIdOf({ pieces, padId }: SentencePieceModel): number {
  if (padId < 0)
    return pieces.findIndex(({ text, kind }) => kind === 'control' && /^[<[]pad[>\]]$/i.test(text));
  if (pieces.at(padId)?.kind !== 'control')
    throw corruptModel(`its piece for padding (${padId}) is missing or no control piece`);
  return padId;
}

function unsupported(problem: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `This SentencePiece model ${problem}.`, { problem });
}

/** All pairs of pieces that make another one, by falling score; of the same piece, the shorter first half first. */
function mergesOf(pieces: readonly SentencePiece[]): string[][] {
  const normal = pieces.filter(({ kind }) => kind === 'normal');
  const texts = new Set(normal.map(({ text }) => text));
  return [...normal]
    .sort((a, b) => b.score - a.score)
    .flatMap(({ text }) => {
      const letters = Array.from(text);
      return letters
        .slice(1)
        .map((_, i) => [letters.slice(0, i + 1).join(''), letters.slice(i + 1).join('')])
        .filter((halves) => halves.every((half) => texts.has(half)));
    });
}
