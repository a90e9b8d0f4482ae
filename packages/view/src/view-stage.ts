import type { NamePlace } from './name-places.js';
import { style } from './style.js';
import type { ViewWord } from './view-words.js';

/** The elements of a view. Each has its name as `part`, for styles from outside. */
export interface ViewStage {
  readonly picture: HTMLElement;
  readonly photo: HTMLImageElement;
  readonly mask: HTMLCanvasElement;
  readonly names: HTMLElement;
  readonly point: HTMLElement;
  readonly tag: HTMLElement;
  readonly load: HTMLButtonElement;
  readonly status: HTMLElement;
  readonly legend: HTMLElement;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly error: HTMLElement;
  /** Spoken by screen readers, never seen. */
  readonly spoken: HTMLElement;
}

/** Makes the elements. Only functions of the DOM are used, so that no Content-Security-Policy is in the way. */
export function createStage(root: ShadowRoot): ViewStage {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const stage: ViewStage = {
    picture: part('div', 'picture', { role: 'group', 'aria-roledescription': 'photo' }),
    photo: part('img', 'photo', { alt: '' }),
    mask: part('canvas', 'mask', { 'aria-hidden': 'true' }),
    names: part('div', 'names', { 'aria-hidden': 'true' }),
    point: part('div', 'point', { hidden: '' }),
    tag: part('div', 'tag', { hidden: '', 'aria-hidden': 'true' }),
    load: part('button', 'load', { type: 'button', hidden: '' }),
    status: part('p', 'status', { hidden: '', 'aria-hidden': 'true' }),
    legend: part('ul', 'legend', { 'aria-label': 'Words on the photo' }),
    form: part('form', 'form', { hidden: '' }),
    input: part('input', 'input', {
      'aria-label': 'Words, separated by commas',
      autocomplete: 'off',
      enterkeyhint: 'done',
    }),
    error: part('p', 'error', { role: 'alert' }),
    spoken: part('p', 'spoken', { role: 'status' }),
  };
  const { picture, photo, mask, names, point, tag, load, status, legend, form, input, error, spoken } = stage;
  stage.load.textContent = 'Show the words';
  picture.append(photo, mask, names, point, tag, status, load);
  form.append(input);
  const figure = part('figure', 'figure');
  figure.append(picture, legend, form, error, spoken);
  root.append(figure);
  return stage;
}

/** Writes the words on their regions, as on a map. */
export function drawNames(
  element: HTMLElement,
  places: readonly NamePlace[],
  words: readonly ViewWord[],
): void {
  element.replaceChildren(
    ...places.map(({ index, x, y, room }) => {
      const name = part('span', 'name');
      name.textContent = words[index].word;
      name.style.setProperty('--x', `${100 * x}%`);
      name.style.setProperty('--letters', String(words[index].word.length));
      name.style.top = `${100 * y}%`;
      const size = 100 * room * Math.min(0.8, 5 / words[index].word.length);
      name.style.setProperty('--size', `${size.toFixed(2)}cqw`);
      return name;
    }),
  );
}

/** A word of the legend. */
export interface LegendEntry {
  readonly word: string;
  /** What the view says of it: its share, or why it has none. */
  readonly text: string;
  /** `#rrggbb`; without one there is nothing to press. */
  readonly color?: string;
  /** Whether it alone is painted. */
  readonly isPressed?: boolean;
  readonly onPress?: () => void;
}

/** Lists the words. Buttons stay the same while their number does, so that the focus stays where it is. */
export function drawLegend(list: HTMLElement, entries: readonly LegendEntry[]): void {
  while (list.children.length > entries.length) list.lastChild!.remove();
  while (list.children.length < entries.length) {
    const item = document.createElement('li');
    item.append(part('button', 'entry', { type: 'button' }));
    list.append(item);
  }
  entries.forEach(({ word, color = 'transparent', text, isPressed = false, onPress = null }, index) => {
    const button = list.children[index].firstChild as HTMLButtonElement;
    const share = part('span', 'share');
    share.textContent = text;
    button.replaceChildren(`${word} `, share);
    button.style.setProperty('--color', color);
    button.setAttribute('aria-pressed', String(isPressed));
    button.disabled = onPress === null;
    button.onclick = onPress;
  });
}

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute('part', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
