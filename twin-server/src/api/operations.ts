import { type RequestHandler, Router } from 'express';
import { Histogram } from 'prom-client';
import type { ApiDeps } from './deps.ts';
import { authorize, identify } from './mount.ts';

/** What machines that run the program ask: is it alive, is it ready, how does it do. */
export function operationsRouter(deps: ApiDeps): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  router.get('/readyz', async (_request, response) => {
    const readiness = await deps.readiness();
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  router.get(
    '/metrics',
    unlessLocal(identify(deps, 'metrics.read')),
    unlessLocal(authorize(deps, 'metrics.read', null)),
    async (_request, response) => {
      response.type(deps.metrics.contentType).send(await deps.metrics.metrics());
    },
  );
  return router;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A scraper on the same machine needs no key; a request that a proxy passed on is not from this machine. */
function unlessLocal(guard: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const direct = request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
    if (direct && LOOPBACK.has(request.socket.remoteAddress ?? '')) next();
    else return guard(request, response, next);
  };
}

/** Counts and times requests by method, route and status. */
export function measureRequests({ metrics }: ApiDeps): RequestHandler {
  const histogram = new Histogram({
    name: 'twin_http_request_seconds',
    help: 'Time to answer HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });
  return (request, response, next) => {
    const end = histogram.startTimer({ method: request.method });
    // The route's pattern, not the address, so that the number of series stays small.
    response.on('finish', () =>
      end({ route: request.route ? request.baseUrl + request.route.path : 'other', status: response.statusCode }),
    );
    next();
  };
}
