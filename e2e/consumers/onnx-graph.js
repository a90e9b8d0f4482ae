import { GraphBuilder, inferShapes } from '@langseg/onnx-graph';
console.log(typeof GraphBuilder === 'function' && typeof inferShapes === 'function' ? 'ok' : 'no');
