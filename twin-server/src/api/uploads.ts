import { Router } from 'express';
import type { ApiDeps } from './deps.ts';
import { authorize, identify } from './mount.ts';

/** Where files are uploaded to, by the tus protocol 1.0.0. */
export const UPLOADS_PATH = '/api/v1/uploads';

/**
 * Files of models on their way here (tus 1.0.0: creation, termination, expiration): for whoever may manage models. Bodies go to the
 * disk as they come; faults are problems like all others.
 */
export function uploadRouter(deps: ApiDeps): Router {
  const router = Router();
  router.use(identify(deps, 'model.manage'), authorize(deps, 'model.manage', { site: deps.site }));
  router.use(async (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    await deps.imports.uploads.handle(request, response);
  });
  return router;
}
