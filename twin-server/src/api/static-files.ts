import { join } from 'node:path';
import express, { Router } from 'express';

/** Addresses that the client answers itself: all are the same page. */
const PAGES = [
  '/',
  '/desk',
  '/wall',
  '/drill',
  '/ways',
  '/orders',
  '/reports',
  '/settings',
  '/conformance',
  '/admin/operations',
];

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
