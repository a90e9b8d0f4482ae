import { testImageReader } from '@langseg/conformance';
import { createWebImageReader } from './create-web-image-reader.js';
import type { WebImageSource } from './web-image-source.js';

// The browser tests decode.
testImageReader<WebImageSource>({
  create: () => createWebImageReader(),
  sourceOf: (file) => new Blob([file as Uint8Array<ArrayBuffer>]),
  decodes: false,
});
