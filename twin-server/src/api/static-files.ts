import { extname, join } from 'node:path';
import express, { Router } from 'express';
import { sendPacked } from './packed-file.ts';

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
  '/board',
  '/admin/operations',
];

/** Texts of the build, which leaves a compressed twin beside each. */
const TEXT = /^\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:js|css|html|svg|json|webmanifest)$/;

/** The built client: hashed files for ever, all others revalidated; texts compressed for whom takes that. */
export function clientRouter(folder: string): Router {
  const router = Router();
  const assets = join(folder, 'assets');
  const kept = (path: string) => (path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache');
  router.use(async (request, response, next) => {
    const isPage = PAGES.includes(request.path);
    const file = isPage ? 'index.html' : request.path.slice(1);
    const isAsked = (request.method === 'GET' || request.method === 'HEAD') && (isPage || TEXT.test(request.path));
    if (!isAsked) return next();
    response.setHeader('Cache-Control', kept(join(folder, file)));
    response.vary('Accept-Encoding');
    response.type(extname(file));
    if (await sendPacked(request, response, folder, file)) return;
    for (const header of ['Cache-Control', 'Content-Type', 'Vary']) response.removeHeader(header);
    next();
  });
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => response.setHeader('Cache-Control', kept(path)),
    }),
  );
  return router;
}
