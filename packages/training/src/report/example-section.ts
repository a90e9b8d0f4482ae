import { colorAt, paletteFor } from '@langseg/core';
import { escapeHtml } from '@langseg/evaluation/report';

/** Example pictures of a validation set. */
export interface ReportExamples {
  /** Name of the set. */
  readonly set: string;
  /** Update after which they were made. */
  readonly step: number;
  /** Words in the order of their colours. */
  readonly words: readonly string[];
  /** Addresses of pictures: photo, mask and prediction side by side. */
  readonly pictures: readonly string[];
}

const mostNamed = 40;

/** Photos of the validation sets with what is right and what was found. */
export function exampleSection(sets: readonly ReportExamples[]): string {
  return sets
    .filter(({ pictures }) => pictures.length > 0)
    .map(({ set, step, words, pictures }) => {
      const palette = paletteFor(words.length);
      const legend = words.slice(0, mostNamed).map((word, index) => {
        const [red, green, blue] = colorAt(palette, index);
        return `<span><i style="background:rgb(${red},${green},${blue})"></i>${escapeHtml(word)}</span>`;
      });
      const images = pictures.map(
        (picture, index) =>
          `<img src="${picture}" alt="Photo ${index + 1} of ${escapeHtml(set)}, its mask, and the prediction">`,
      );
      return [
        `<h2>Examples of ${escapeHtml(set)} after step ${step}: photo, mask, prediction</h2>`,
        `<p class="legend">${legend.join('\n')}${words.length > mostNamed ? ' …' : ''}</p>`,
        `<div class="examples">${images.join('\n')}</div>`,
      ].join('\n');
    })
    .join('\n');
}
