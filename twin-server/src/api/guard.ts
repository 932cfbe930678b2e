import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { Problem } from './problem.ts';

/**
 * Security headers. Scripts come from this server alone and nothing is evaluated but WebAssembly (IFC, mesh and terrain
 * decoders); workers may be blobs because Cesium makes its own. Inline style is allowed: Cesium, charts and React set it.
 */
export function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure,
    // Over plain HTTP a browser ignores these two, and complains of them in its console.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    xFrameOptions: { action: 'deny' },
  });
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change asked for by a page of another site. Browsers say where a request comes from; a program that sends
 * neither header cannot be tricked into sending a cookie.
 */
export function refuseForeignOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const foreign =
    (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) ||
    (typeof site === 'string' && site !== 'same-origin' && site !== 'none');
  next(
    !READING.has(request.method) && foreign
      ? new Problem('foreign-origin', 'changes are taken from pages of this server only')
      : undefined,
  );
}

/** Gives every request an id, which is in its answer and in the log. Addresses are logged without their query, headers not at all. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const startedAt = performance.now();
    response.locals.requestId = id;
    response.setHeader('X-Request-Id', id);
    response.on('finish', () => {
      const { statusCode: status } = response;
      const level = status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug';
      log[level](
        {
          requestId: id,
          method: request.method,
          path: request.originalUrl.split('?', 1)[0],
          status,
          ms: Math.round(performance.now() - startedAt),
          account: response.locals.caller?.principal?.account,
        },
        'request',
      );
    });
    next();
  };
}
