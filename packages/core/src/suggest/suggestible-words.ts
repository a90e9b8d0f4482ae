import { commonWords } from '../lint/common-words.js';

/** Common words for what things are made of, for kinds of things and for whole scenes: they win where a better word is missing. */
const vague = new Set(
  `wood, brick, concrete, metal, stone, furniture, vehicle, drink, vegetable, fruit, swimming pool, playground, garden, field,
  parking lot, airport, harbor, kitchen, bathroom, bedroom, office, shop, restaurant, market, stage, fan, chain, column, pipe,
  wire, net, ring, tie, watch, paper, photograph, poster, gift, drum, crowd, billboard`.split(/,\s*/),
);

/** Nouns that are proposed for photos. */
export const suggestibleWords: readonly string[] = commonWords.filter((word) => !vague.has(word));
