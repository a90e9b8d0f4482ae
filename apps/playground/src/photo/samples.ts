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
    name: 'street',
    title: 'A street in Trier with a large brick building',
    url: new URL('../../../../samples/street.jpg', import.meta.url).href,
    words: [
      { word: 'building', color: coral },
      { word: 'sky', color: sky },
      { word: 'tree', color: teal },
      { word: 'car', color: amber },
      { word: 'road', color: violet },
    ],
  },
  {
    name: 'room',
    title: 'A table with a bottle in a living room',
    url: new URL('../../../../samples/room.jpg', import.meta.url).href,
    words: [
      { word: 'table', color: amber },
      { word: 'bottle', color: coral },
      { word: 'wall', color: sky },
      { word: 'floor', color: violet },
    ],
  },
  {
    name: 'astronaut',
    title: 'An astronaut before a flag',
    url: new URL('../../../../samples/astronaut.jpg', import.meta.url).href,
    words: [
      { word: 'person', color: amber },
      { word: 'flag', color: coral },
      { word: 'wall', color: sky },
    ],
  },
  {
    name: 'castle',
    title: 'A castle under white clouds',
    url: new URL('../../../../samples/castle.jpg', import.meta.url).href,
    words: [
      { word: 'castle', color: amber },
      { word: 'grass', color: lime },
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
