import { testLayout } from '@langseg/datasets/conformance';
import { plugin } from 'langseg-pairs';

const [component] = plugin.components;
testLayout({ component, path: () => 'data' });
