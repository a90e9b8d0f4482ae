import { testAssetStore, testModelStore } from '@langseg/conformance';
import { bundleConfig, startFileServer, type FileServer } from '@langseg/model-testing';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { afterEach, beforeEach } from 'vitest';
import { createWebModelStore } from './create-web-model-store.js';

const model = 'onnx/model.onnx';
const graph = new GraphBuilder('nothing');
graph.output('y', graph.input('x', 'float32', [1]), 'float32', [1]);
const encoded = await encodeModel(graph.build());
const contents = { [model]: encoded.model, 'preprocessor_config.json': Uint8Array.of(123, 125) };
const files = { 'config.json': bundleConfig(contents), ...contents };
let server: FileServer;

beforeEach(async () => {
  const served = Object.entries(files).flatMap(([path, bytes]) => [
    [`/good/${path}`, bytes] as const,
    [`/spoilt/${path}`, path === model ? Uint8Array.from(bytes, (byte) => byte ^ 1) : bytes] as const,
  ]);
  server = await startFileServer(new Map(served));
});
afterEach(() => server.close());

const create = () => createWebModelStore({ cache: 'memory', retryDelay: 1, retries: 0 });

testAssetStore({ create: () => create().resolve(`${server.url}/good`), files, model });

testModelStore({
  create,
  files,
  ref: () => `${server.url}/good`,
  missing: () => `${server.url}/missing`,
  spoilt: () => `${server.url}/spoilt`,
});
