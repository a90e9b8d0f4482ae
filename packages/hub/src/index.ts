export type { HubOptions } from './hub-settings.js';
export { pushModel, type PushedModel, type PushModelOptions } from './push-model.js';
