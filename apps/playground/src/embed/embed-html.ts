import { formatWords, type ViewWord } from '@langseg/view';

/** What a live picture shows. */
export interface EmbeddedView {
  /** Address of the built `langseg-view.js`. */
  readonly script: string;
  /** Address of the photo; without one the HTML says where it goes. */
  readonly photo: string | undefined;
  readonly alt: string;
  readonly words: readonly ViewWord[];
  readonly other: boolean;
  /** 0..1. */
  readonly opacity: number;
}

/** What stands in place of the address of a photo that no server has. */
const placeholder = 'address-of-your-photo.jpg';

/** HTML that shows a photo with its words in any page. */
export function embedHtml({ script, photo, alt, words, other, opacity }: EmbeddedView): string {
  const note =
    photo === undefined
      ? '<!-- Your photo stayed on your device: put it on your site and its address into src. -->\n'
      : '';
  const attributes = [
    ['src', photo ?? placeholder],
    ['alt', alt],
    ['words', formatWords(words)],
    ['opacity', opacity === 0.6 ? '' : String(opacity)],
  ].filter(([, value]) => value !== '');
  const text = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return (
    `${note}<script type="module" src="${escaped(script)}"></script>\n` +
    `<langseg-view${text}${other ? ' other' : ''} editable></langseg-view>`
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
