export { bundle, bundleConfig, bundleFiles, sha256 } from './bundle.js';
export { etagOf, startFileServer, startProxy, type FileServer } from './file-server.js';
