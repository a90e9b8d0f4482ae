export { labelStudioBackend, type LabelStudioOptions } from './label-studio-backend.js';
export type { PhotoPlaces } from './photos/task-photos.js';
export type { AreaOptions } from './predicting/area-options.js';
