import { fileURLToPath } from 'node:url';
import { createNuclioHandler } from '@langseg/cvat';

// Nuclio calls it by its name in function.yaml. The model is loaded once, while Nuclio starts the function.
export const handler = createNuclioHandler(fileURLToPath(new URL('function.yaml', import.meta.url)), {
  minArea: 100,
});
