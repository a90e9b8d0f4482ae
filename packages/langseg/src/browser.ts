import { LangSegError } from '@langseg/core';

export { encodeMask } from '@langseg/adapters/web';
export { defaultRegistry } from '@langseg/components';
export {
  ade20kLabels,
  createRegistry,
  defineComponent,
  EncodedImage,
  LangSegError,
  LiveSegmentation,
  pascalVocLabels,
  Segmentation,
  Segmenter,
} from '@langseg/core';

/**
 * What bundlers for browsers get in the place of Node's `createSegmenter`: it says where the one for browsers is.
 *
 * @throws LangSegError `USAGE`, always.
 */
export async function createSegmenter(): Promise<never> {
  throw forNode('createSegmenter');
}

/** Drawing needs Node's codecs: see `createSegmenter`. */
export async function encodeHeatmap(): Promise<never> {
  throw forNode('encodeHeatmap');
}

/** Drawing needs Node's codecs: see `createSegmenter`. */
export async function encodeOverlay(): Promise<never> {
  throw forNode('encodeOverlay');
}

function forNode(name: string): LangSegError {
  return new LangSegError(
    'USAGE',
    `The package "langseg" is for Node, but this build resolved it for browsers, where it has no ${name}. In a page, run ` +
      '"npm install @langseg/web" and import createSegmenter from "@langseg/web"; for code that runs in Node, keep ' +
      '"langseg" out of the bundle, or resolve without the condition "browser".',
  );
}
