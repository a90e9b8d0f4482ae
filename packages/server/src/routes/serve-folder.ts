import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { LangSegError } from '@langseg/core';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';

/** What is worth compressing on the way; models and pictures are not, and the runtime's WebAssembly costs a second. */
const text = /^(text\/|application\/(json|manifest\+json)|image\/svg)/;

/** Names of files that hold a hash of their content. */
const hashed = /(^|\/)assets\/[^/]+$/;

/** What one handler tells another. */
interface FolderEnv {
  readonly Variables: { readonly version?: string };
}

/** How files of a folder are served. */
export interface FolderOptions {
  /** Path of the folder. */
  readonly folder: string;
  /** Part of a request's path that stands for the folder. Default none. */
  readonly prefix?: string;
  /** Which files are served, by path within the folder. Default all. */
  readonly includes?: (path: string) => boolean;
}

/**
 * Serves the files of a folder: `GET` and `HEAD`, parts of files, 304 for what the client has, compressed text. Files in
 * `assets`, whose names change with their content, are kept for ever; of others the client asks each time whether they
 * have changed.
 */
export function serveFolder({ folder, prefix = '', includes }: FolderOptions): Hono<FolderEnv> {
  const inside = (path: string): string => path.slice(prefix.length).replace(/^\//, '');
  const app = new Hono<FolderEnv>();
  if (includes)
    app.use(async (c, next) => {
      if (!includes(inside(c.req.path))) return c.notFound();
      return next();
    });
  app.use(compress({ contentTypeFilter: text }));
  app.use(etag());
  app.use(async (c, next) => {
    await next();
    const version = c.get('version');
    if (!c.res.ok || !version) return;
    c.header('ETag', version);
    const isHashed = hashed.test(inside(c.req.path));
    c.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.use(
    serveStatic<FolderEnv>({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => `/${inside(path)}`,
      onFound: async (path, c) => {
        const { size, mtimeMs } = await stat(path);
        c.set('version', `W/"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`);
      },
    }),
  );
  return app;
}

/**
 * The path of a folder with a web app.
 *
 * @throws LangSegError `NOT_FOUND` when it is not built.
 */
export async function folderWithPage(folder: URL): Promise<string> {
  const path = fileURLToPath(folder);
  const isFile = await stat(new URL('index.html', folder)).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (isFile) return path;
  throw new LangSegError(
    'NOT_FOUND',
    `${path} has no index.html: it is not the folder of a built web app, or the app is not built yet.`,
    { path },
  );
}
