import express, { type ErrorRequestHandler, type Express } from 'express';
import { reasonOf } from '../problem.ts';
import { alarmClipRouter } from './alarm-clips.ts';
import { cameraLiveRouter } from './camera-live.ts';
import { COURSES_ROOT, courseRouter } from './courses.ts';
import type { ApiDeps } from './deps.ts';
import { docsPage } from './docs-page.ts';
import { allEndpoints } from './endpoints.ts';
import { logRequests, refuseForeignOrigin, securityHeaders } from './guard.ts';
import { imageryRouter } from './imagery.ts';
import { API_ROOT, mountEndpoints } from './mount.ts';
import { openApiDocument } from './openapi.ts';
import { measureRequests, operationsRouter } from './operations.ts';
import { Problem, problemBody, problemOf } from './problem.ts';
import { clientRouter } from './static-files.ts';
import { terrainRouter } from './terrain.ts';
import { tilesetRouter } from './tilesets.ts';
import { UPLOADS_PATH, uploadRouter } from './uploads.ts';

/** Everything that is answered over HTTP: the API and its description, operations, tiles, and the client's pages. */
export function createApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(logRequests(deps.log), measureRequests(deps), securityHeaders(deps.secure ?? false), refuseForeignOrigin);
  app.use(operationsRouter(deps));
  const endpoints = allEndpoints(deps);
  const description = openApiDocument(endpoints);
  const page = docsPage(endpoints);
  app.get(`${API_ROOT}/openapi.json`, (_request, response) => {
    response.json(description);
  });
  app.get('/api/docs', (_request, response) => {
    response.type('html').send(page);
  });
  app.use(UPLOADS_PATH, uploadRouter(deps));
  app.use(`${API_ROOT}/layers`, imageryRouter(deps));
  app.use(`${API_ROOT}/cameras`, cameraLiveRouter(deps));
  app.use(`${API_ROOT}/alarms`, alarmClipRouter(deps));
  app.use(API_ROOT, mountEndpoints(deps, endpoints));
  app.use(COURSES_ROOT, courseRouter(deps));
  app.use('/tilesets', tilesetRouter(deps));
  app.use('/terrain', terrainRouter(deps));
  if (deps.paths.client !== null) app.use(clientRouter(deps.paths.client));
  app.use(() => {
    throw new Problem('not-found', 'no such address');
  });
  app.use(answerProblem(deps));
  return app;
}

/** Every error becomes a problem; what is our own fault goes to the log in full and to the caller as an id. */
function answerProblem({ log }: ApiDeps): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    const { requestId } = response.locals;
    if (problem.kind === 'internal') log.error({ requestId, err: error }, 'a request failed');
    if (problem.kind === 'unavailable')
      log.warn({ requestId, reason: reasonOf(error) }, 'a request could not be served');
    if (problem.retryAfterMs !== null) response.setHeader('Retry-After', Math.ceil(problem.retryAfterMs / 1000));
    response.setHeader('Cache-Control', 'no-store');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, requestId)));
  };
}
