import { testLayout } from '@langseg/training/conformance';
import { plugin } from 'langseg-pairs';

const [component] = plugin.components;
testLayout({ component, path: () => 'data' });
