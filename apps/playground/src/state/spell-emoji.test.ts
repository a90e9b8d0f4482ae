import { expect, it } from 'vitest';
import { splitWords } from './label-list.js';
import { spellEmoji } from './spell-emoji.js';

it.each([
  ['🐄', ['cow']],
  ['🐄, ☁️; 👨🏽', ['cow', 'cloud', 'man']],
  ['red 🚗', ['red car']],
  ['🧸', ['teddy bear']],
  ['🪐', ['🪐']],
  ['C3 & 7*', ['C3 & 7*']],
])('reads %s as words', (text, words) => expect(splitWords(spellEmoji(text))).toEqual(words));
