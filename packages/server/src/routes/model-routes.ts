import { Hono } from 'hono';
import type { ServedModel } from '../models/served-model.js';
import { serveFolder } from './serve-folder.js';

/** The files of models, below `/models/<id>/`. */
export function modelRoutes(models: readonly ServedModel[]): Hono {
  const app = new Hono();
  for (const { id, folder, files } of models)
    app.route(
      `/models/${id}`,
      serveFolder({ folder, prefix: `/models/${id}/`, includes: (path) => files.has(path) }),
    );
  return app;
}
