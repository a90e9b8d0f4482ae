import { testRefiner } from '@langseg/conformance';
import { plugin } from 'langseg-mean';

const [mean] = plugin.components;
testRefiner({ create: () => mean.create({ reach: 2 }, {}) });
