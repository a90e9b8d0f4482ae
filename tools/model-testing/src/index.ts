export { bundle, bundleConfig, bundleFiles, sha256 } from './bundle.js';
export { etagOf, startFileServer, startProxy, type FileServer } from './file-server.js';
export { spmModel, spmModelOf } from './spm-model.js';
export { torchScriptOf } from './torch-script.js';
export { tinyTips, tipsTextShapes, type TipsTextSizes } from './tips-tiny.js';
export { memoryCheckpoint, safetensorsOf, weightsOf, type Shapes } from './weights-of.js';
