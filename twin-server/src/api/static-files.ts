import { join } from 'node:path';
import express, { Router } from 'express';
import type { ApiDeps } from './deps.ts';
import { authorize, identify } from './mount.ts';

/** Addresses that the client answers itself: all are the same page. */
const PAGES = ['/', '/desk'];

/** Models and tiles, for whoever may see the twin. Revalidated by ETag, so that a new bake is seen at once. */
export function tilesetRouter(deps: ApiDeps): Router {
  const router = Router();
  router.use(
    identify(deps, 'twin.view'),
    authorize(deps, 'twin.view', { site: deps.site }),
    ...deps.paths.tilesets.map((folder) =>
      express.static(folder, {
        index: false,
        redirect: false,
        setHeaders: (response) => response.setHeader('Cache-Control', 'private, no-cache'),
      }),
    ),
  );
  return router;
}

/** The built client: hashed files for ever, all others revalidated. */
export function clientRouter(folder: string): Router {
  const router = Router();
  const assets = join(folder, 'assets');
  router.get(PAGES, (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: folder, cacheControl: false });
  });
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) =>
        response.setHeader(
          'Cache-Control',
          path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    }),
  );
  return router;
}
