import { asset, defineComponent, type TextEncoder } from '@langseg/core';
import { wordVectors } from '@langseg/text-encoders';
import * as z from 'zod';

/** A few words of the farmyard; a real package would contain a dictionary. */
const dictionaries = {
  de: { kuh: 'cow', gras: 'grass', baum: 'tree', himmel: 'sky', pferd: 'horse', hund: 'dog' },
  fr: { vache: 'cow', herbe: 'grass', arbre: 'tree', ciel: 'sky', cheval: 'horse', chien: 'dog' },
} satisfies Record<string, Readonly<Record<string, string>>>;

/**
 * What a third-party package exports: a text encoder for the default model that reads German or French labels.
 * Words that its dictionary lacks are passed on as they are, so English ones still work.
 */
export const translatedWords = defineComponent({
  specVersion: 1,
  slot: 'textEncoder',
  type: 'translated-words',
  configSchema: z.strictObject({
    language: z.enum(['de', 'fr']),
    table: asset('file').default('text/word-vectors.bin'),
  }),
  async create({ language, table }, context) {
    const english = await wordVectors.create({ table, aliases: {} }, context);
    return translating(english, new Map(Object.entries(dictionaries[language])));
  },
});

function translating(english: TextEncoder, dictionary: ReadonlyMap<string, string>): TextEncoder {
  const translate = (label: string) => dictionary.get(label.toLowerCase()) ?? label;
  return {
    specVersion: 1,
    embeddingDim: english.embeddingDim,
    contextLength: english.contextLength,
    encode(labels, { signal, onWarning } = {}) {
      const original = new Map(labels.map((label) => [translate(label), label]));
      return english.encode(labels.map(translate), {
        signal,
        onWarning: ({ label, message }) => onWarning?.({ label: original.get(label) ?? label, message }),
      });
    },
    dispose: () => english.dispose(),
  };
}
