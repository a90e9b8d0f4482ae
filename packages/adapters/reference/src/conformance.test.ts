import { testRuntime } from '@langseg/conformance';
import { createReferenceRuntime } from './create-reference-runtime.js';

testRuntime({ create: () => createReferenceRuntime() });
