import { testFormat } from '@langseg/conformance';
import { plugin } from 'langseg-areas';

const [format] = plugin.components;
testFormat({ format });
