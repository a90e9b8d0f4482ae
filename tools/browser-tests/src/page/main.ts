import { createSegmenter, describeBrowser } from '@langseg/web';
import { callRuntime } from './call-runtime.js';
import { abortAndGoOn } from './scenarios/abort-and-go-on.js';
import { crashAndGoOn } from './scenarios/crash-and-go-on.js';
import { everyKindOfPhoto } from './scenarios/every-kind-of-photo.js';
import { addLegend, exportPictures } from './scenarios/export-pictures.js';
import { cancelModel, dropModel, forgetModels, keepModel, spoilModels } from './scenarios/keep-model.js';
import { readPhoto, readSource, takeForeignPicture, takeNothing } from './scenarios/read-photo.js';
import { segmentPhoto } from './scenarios/segment-photo.js';
import { segmentWithPlugins } from './scenarios/segment-with-plugins.js';
import { spoiledGpu } from './scenarios/spoiled-gpu.js';

/** What tests call through Playwright. */
const testPage = {
  createSegmenter,
  describeBrowser,
  callRuntime,
  segmentPhoto,
  segmentWithPlugins,
  everyKindOfPhoto,
  abortAndGoOn,
  crashAndGoOn,
  spoiledGpu,
  readPhoto,
  readSource,
  takeForeignPicture,
  takeNothing,
  keepModel,
  dropModel,
  cancelModel,
  spoilModels,
  forgetModels,
  exportPictures,
  addLegend,
};

export type TestPage = typeof testPage;

Object.assign(globalThis, { testPage });
