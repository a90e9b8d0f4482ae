import { createNodeRuntime } from '@langseg/adapter-node';
import { testRegularizerArchitecture } from '@langseg/architecture/conformance';
import { testRegularizer } from '@langseg/conformance';
import { plugin } from 'langseg-blur';

const [blur] = plugin.components;
const kernel = [0, 0.1, 0.2, 0.1, 0.5, 0.1, 0, 0.3, 0.1];
const runtime = createNodeRuntime();

testRegularizer({ create: () => blur.create({ kernel, gain: 2, passes: 2 }, { runtime }) });
testRegularizerArchitecture({ component: blur, options: { passes: 2 }, runtime });
