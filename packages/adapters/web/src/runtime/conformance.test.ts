import { testRuntime } from '@langseg/conformance';
import { nodeAsWeb } from './__fixtures__/node-as-web.js';
import { createWebRuntimeWith } from './web-runtime.js';

// The browser's own runtime is tested in a browser, with the golden cases; this tests what is around it.
testRuntime({
  create: () => Promise.resolve(createWebRuntimeWith(nodeAsWeb().load, { device: 'wasm' })),
});
