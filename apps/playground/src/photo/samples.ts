/** A photo that comes with the app, and words that fit it. */
export interface Sample {
  readonly name: string;
  /** For screen readers. */
  readonly title: string;
  readonly url: string;
  readonly words: readonly { readonly word: string; readonly color: string }[];
}

const coral = '#ff7a59';
const sky = '#4fb3ff';
const lime = '#b6d94c';
const teal = '#2cc8b0';
const amber = '#ffc145';
const violet = '#a98bff';

export const samples: readonly Sample[] = [
  {
    name: 'cow',
    title: 'Cows on a pasture',
    url: new URL('../../../../samples/cow.jpg', import.meta.url).href,
    words: [
      { word: 'cow', color: coral },
      { word: 'grass', color: lime },
      { word: 'tree', color: teal },
      { word: 'sky', color: sky },
    ],
  },
  {
    name: 'horses',
    title: 'Horses under a blue sky',
    url: new URL('../../../../samples/horses.jpg', import.meta.url).href,
    words: [
      { word: 'horse', color: amber },
      { word: 'grass', color: lime },
      { word: 'sky', color: sky },
      { word: 'cloud', color: violet },
    ],
  },
  {
    name: 'meadow',
    title: 'A meadow before autumn trees and a mountain',
    url: new URL('../../../../samples/meadow.jpg', import.meta.url).href,
    words: [
      { word: 'grass', color: lime },
      { word: 'tree', color: teal },
      { word: 'mountain', color: violet },
      { word: 'sky', color: sky },
    ],
  },
  {
    name: 'dog',
    title: 'A German shepherd on grass',
    url: new URL('../../../../samples/dog.jpg', import.meta.url).href,
    words: [
      { word: 'dog', color: amber },
      { word: 'grass', color: lime },
    ],
  },
];
