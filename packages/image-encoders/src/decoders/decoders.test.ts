import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testDecoder } from '@langseg/architecture/conformance';
import { convDecoder } from './conv-decoder.js';
import { dptDecoder } from './dpt-decoder.js';
import { linearDecoder } from './linear-decoder.js';

const runtime = createReferenceRuntime();

testDecoder({ component: linearDecoder, runtime });
testDecoder({ component: convDecoder, options: { width: 4, layers: 1 }, runtime });
testDecoder({ component: dptDecoder, options: { width: 4 }, runtime });
