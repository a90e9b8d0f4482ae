import { LangSegError } from '@langseg/core';

export { encodeMask } from '@langseg/adapter-web';
export { defineConfig } from './config/define-config.js';
export { defaultRegistry } from '@langseg/components';
export {
  ade20kLabels,
  commonWords,
  createRegistry,
  defineComponent,
  defineFormat,
  definePlugin,
  EncodedImage,
  LangSegError,
  lintLabels,
  LiveSegmentation,
  pascalVocLabels,
  resultFormats,
  Segmentation,
  Segmenter,
} from '@langseg/core';

/**
 * What bundlers for browsers get in the place of what is for Node: it says where that for browsers is.
 *
 * @throws LangSegError `USAGE`, always.
 */
async function notForBrowsers(): Promise<never> {
  throw new LangSegError(
    'USAGE',
    'The package "langseg" is for Node, but this build resolved it for browsers. In a page, run ' +
      '"npm install @langseg/web" and import from "@langseg/web"; for code that runs in Node, keep ' +
      '"langseg" out of the bundle, or resolve without the condition "browser".',
  );
}

export {
  notForBrowsers as createSegmenter,
  notForBrowsers as encodeHeatmap,
  notForBrowsers as encodeOverlay,
  notForBrowsers as loadPlugin,
};
