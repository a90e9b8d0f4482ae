import assert from 'node:assert/strict';
import { defineLangSegView, formatWords, parseWords } from '@langseg/view';
import '@langseg/view/register';

// Pages that a server renders import it too; there are no elements to register there.
assert.equal(defineLangSegView(), undefined);
assert.equal(formatWords(parseWords('cow,grass #B6D94C')), 'cow, grass #b6d94c');
