import { testRuntime } from '@langseg/conformance';
import { createNodeRuntime } from './node-runtime.js';

testRuntime({ create: () => Promise.resolve(createNodeRuntime({ threads: 1 })) });
