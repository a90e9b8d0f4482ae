export { defaultRegistry, type DefaultComponents } from './default-registry.js';
