import { parseWords, wordColors } from '@langseg/view';
import { expect, it } from 'vitest';
import { embedHtml } from './embed-html.js';

const cow = {
  script: 'https://example.org/langseg-view.js',
  photo: 'https://example.org/cow.jpg',
  alt: 'Cows on a pasture',
  words: parseWords('cow, grass'),
  other: false,
  opacity: 0.6,
};

it('is a script and a tag', () => {
  expect(embedHtml(cow)).toBe(
    '<script type="module" src="https://example.org/langseg-view.js"></script>\n' +
      '<langseg-view src="https://example.org/cow.jpg" alt="Cows on a pasture" words="cow, grass" editable></langseg-view>',
  );
});

it('holds colours and looks that differ from the usual, and no foreign HTML', () => {
  const words = [
    { word: '"><script>', color: '#123456' },
    { word: 'a & b', color: wordColors[1] },
  ];
  const html = embedHtml({ ...cow, words, other: true, opacity: 0.3 });
  expect(html).toContain('words="&quot;>&lt;script> #123456, a &amp; b" opacity="0.3" other editable');
});

it('says where a photo goes that stays on its device', () => {
  const html = embedHtml({ ...cow, photo: undefined });
  expect(html).toMatch(/^<!-- Your photo stayed on your device.*\n/);
  expect(html).toContain('src="address-of-your-photo.jpg"');
});
