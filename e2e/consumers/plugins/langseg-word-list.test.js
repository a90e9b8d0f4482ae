import { createNodeRuntime } from '@langseg/adapter-node';
import { testTextArchitecture } from '@langseg/architecture/conformance';
import { plugin } from 'langseg-word-list';

const [component] = plugin.components;
const bytes = new TextEncoder().encode('sky\t0 1 0 0\ngrass\t1 0 0 0\ndog\t-1 0.5 1e-3 0\n');

testTextArchitecture({
  component,
  source: { name: 'words.tsv', bytes },
  runtime: createNodeRuntime(),
  labels: ['sky', 'grass', 'dog'],
  unknownLabel: 'tree',
});
