import { fileURLToPath } from 'node:url';
import { testLayout } from '@langseg/training/conformance';
import { plugin } from 'langseg-pairs';

const [component] = plugin.components;
testLayout({ component, path: () => fileURLToPath(new URL('./data', import.meta.url)) });
