import { testTextEncoder } from '@langseg/conformance';
import { plugin } from 'langseg-word-list';

const [wordList] = plugin.components;
const list = new TextEncoder().encode('sky\t0 1 0 0\ngrass\t1 0 0 0\ndog\t-1 0.5 1e-3 0\n');
const assets = { read: async () => list };

testTextEncoder({ create: () => wordList.create({ list: 'words.tsv' }, { assets }), unknownLabel: 'tree' });
