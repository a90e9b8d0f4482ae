import { describe, expect, it } from 'vitest';
import { fixText } from './fix-text.js';
import { unescapeClearHtml, unescapeHtml } from './html-entities.js';
import { normalizeClipText } from './normalize-text.js';
import { repairMojibake } from './repair-mojibake.js';

describe('unescapeHtml, as html.unescape of Python', () => {
  it.each([
    ['&amp &AMP; &ltx &notit; &notin; &bogus; &', '& & <x ¬it; ∉ &bogus; &'],
    ['&#65;&#x42&#X43; &#; &#x; &#12ab;', 'ABC &#; &#x; \fab;'],
    ['&#0;&#xD800;&#x110000;&#99999999999;', '\ufffd\ufffd\ufffd\ufffd'],
    ['&#128;&#x85;&#x81;', '€…\x81'],
    ['[&#11;&#x1F;&#x7f;&#xFDD0;&#x1FFFE;&#9;&#13;]', '[\t\r]'],
    ['&CounterClockwiseContourIntegral; &fjlig; &acE;', '∳ fj ∾̳'],
  ])('%j → %j', (text, expected) => expect(unescapeHtml(text)).toBe(expected));
});

describe('unescapeClearHtml', () => {
  it.each([
    ['&eacute; &EACUTE; &SZLIG; &nTILDE; &AACUTE', 'é É SS &nTILDE; &AACUTE'],
    ['&copy 2020 &notit; &#12ab; &#59;', '&copy 2020 &notit; &#12ab; &#59;'],
    ['&#8217;&#x1F600;', '’😀'],
  ])('%j → %j', (text, expected) => expect(unescapeClearHtml(text)).toBe(expected));
});

describe('repairMojibake', () => {
  it.each([
    ['schÃ¶n', 'schön'],
    ['ÃƒÂ©', 'é'],
    ['donâ€™t', 'don’t'],
    ['ðŸš—', '🚗'],
    ['Å\x81Ã³dÅº', 'Łódź'],
    ['日本 cafÃ©', '日本 café'],
    ['voilÃ le travail', 'voilà le travail'],
    ['Ø§Ù„Ø¹Ø±Ø¨ÙŠØ©', 'العربية'],
  ])('%j → %j', (text, expected) => expect(repairMojibake(text)).toBe(expected));

  it.each(['CAFÉ®', '«né»…', 'Ãngulo', 'ÀÉÎÕÜ', 'naïveté…', 'São Paulo', 'SEÑOR™', 'éšž', '½', 'Â', 'Ã'])(
    'leaves %j',
    (text) => expect(repairMojibake(text)).toBe(text),
  );
});

describe('fixText', () => {
  it.each([
    ['ligatures and digraphs', 'ﬁﬃﬅ Ĳ ŉ ǆ æ', "fiffiſt IJ 'n dž æ"],
    ['character width', 'ＡＢ！ ｶﾞ\u3000￦', 'AB! ガ ₩'],
    ['quotes', '‘a’ ‛b ʼc “d” „e‟', '\'a\' \'b \'c "d" "e"'],
    ['C1 controls', 'a\x85b \x93c\x94', 'a…b "c"'],
    ['terminal escapes', '\u001b[1;31mred\u001b[0m', 'red'],
    ['control characters', 'a\0b\u000bc\x7fd\ufeffe\u206af\ufffcg\th', 'abcdefg\th'],
    ['lone surrogates', 'a\ud83db😀', 'a\ufffdb😀'],
    ['composition', 'e\u0301', 'é'],
    ['several rounds', '&amp;#8217;', "'"],
  ])('%s', (_, text, expected) => expect(fixText(text)).toBe(expected));

  it('takes references literally from the first line with markup on', () => {
    expect(fixText('&amp;\n<b>&amp;\n&amp;')).toBe('&\n<b>&amp;\n&amp;');
  });
});

describe('normalizeClipText', () => {
  it.each([
    ['white space of Python', '<&#xFEFF;a\u2028\u205f\x1fb \u00a0', '<\ufeffa b'],
    ['two rounds of references', '<&amp;amp;lt;', '<&lt;'],
    ['case', 'İI ΣΊΣΥΦΟΣ ẞ', 'i̇i σίσυφος ß'],
  ])('%s', (_, text, expected) => expect(normalizeClipText(text)).toBe(expected));
});
