import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Action } from '../principal.ts';
import type { ApiDeps } from './deps.ts';
import type { Caller, Endpoint, Right } from './endpoint.ts';
import { operationLog } from './operation-log.ts';
import { Problem } from './problem.ts';

const BODY_LIMIT = 65_536;

/** Where the API begins. */
export const API_ROOT = '/api/v1';

/** Serves the endpoints: for each, in this order, who calls, whether they may, the body, the handler. */
export function mountEndpoints(deps: ApiDeps, endpoints: readonly Endpoint[]): Router {
  const router = Router({ caseSensitive: true });
  for (const endpoint of endpoints) {
    router[endpoint.method](
      endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
      identify(deps, endpoint.right),
      authorize(deps, endpoint.right, endpoint.platform ? null : { site: deps.site }),
      ...(endpoint.body ? [requireJson, express.json({ limit: endpoint.bodyLimit ?? BODY_LIMIT, strict: true })] : []),
      ...(endpoint.file ? [requireType(endpoint.file.types)] : []),
      answer(deps, endpoint),
    );
  }
  return router;
}

/** Finds out who calls: by API key where one is given, else by session cookie; not at all where it does not matter. */
export function identify({ access }: ApiDeps, right: Right): RequestHandler {
  return async (request, response, next) => {
    const { authorization, cookie, 'user-agent': userAgent } = request.headers;
    const principal =
      right === 'open'
        ? null
        : authorization === undefined
          ? await access.principalOfCookie(cookie)
          : await access.principalOfBearer(authorization);
    const caller: Caller = { principal, address: request.socket.remoteAddress ?? null, headers: { cookie, userAgent } };
    response.locals.caller = caller;
    next();
  };
}

/** Lets pass who may do this; refusals of somebody known are audited. */
export function authorize(
  { access, decide }: ApiDeps,
  right: Right,
  resource: { site: string } | null,
): RequestHandler {
  return async (request, response, next) => {
    const caller = callerOf(response);
    if (right !== 'open' && right !== 'anybody') {
      if (!caller.principal) {
        response.setHeader('WWW-Authenticate', 'Bearer');
        throw new Problem('not-signed-in', 'a session or an API key is needed');
      }
      const decision = right === 'signedIn' ? null : decide(caller.principal, right satisfies Action, resource);
      if (decision && !decision.allowed) {
        await access.audit.append(caller, {
          action: right,
          kind: request.method === 'GET' ? 'read' : 'change',
          subject: `${request.method} ${request.originalUrl.split('?', 1)[0]}`,
          result: 'refused',
        });
        throw new Problem('not-allowed', decision.reason);
      }
    }
    next();
  };
}

/** Who calls, as identify() found out. */
function callerOf(response: Response): Caller {
  return response.locals.caller;
}

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  next(request.is('application/json') ? undefined : new Problem('not-json', 'body: expected application/json'));
}

function requireType(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    next(request.is([...types]) ? undefined : new Problem('wrong-type', `body: expected ${types.join(', ')}`));
  };
}

/** The bytes of a body, up to a limit. */
async function* bytesOf(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > limit) throw new Problem('too-large', `body: at most ${limit} bytes are taken`);
    yield chunk;
  }
}

function answer(deps: ApiDeps, endpoint: Endpoint): RequestHandler {
  const { status } = endpoint.answer;
  const log = operationLog(deps, endpoint);
  return async (request, response) => {
    const result = await log(request, callerOf(response), () =>
      endpoint.run({
        params: request.params,
        query: request.query,
        body: request.body,
        caller: callerOf(response),
        file: endpoint.file ? bytesOf(request, endpoint.file.limit) : null,
        setHeader: (name, value) => response.setHeader(name, value),
      }),
    );
    // What a role may see is not for caches that others share.
    if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
    if (result === undefined) response.status(status).end();
    // A body that is too long to hold comes in pieces; its endpoint says of what type it is.
    else if (isPieces(result)) await pipeline(Readable.from(result), response.status(status));
    else await sendJson(request, response.status(status), result);
  };
}

/** Below this a packet or two of the network are sent in any case, bytes. */
const PACKED_BYTES = 8_192;
const pack = promisify(gzip);

/** JSON, compressed where it is long and the caller takes that: base data of the demonstration's site are an eighth then. */
async function sendJson(request: Request, response: Response, result: unknown): Promise<void> {
  const text = JSON.stringify(result);
  if (text.length < PACKED_BYTES) {
    response.type('json').send(text);
    return;
  }
  response.vary('Accept-Encoding').type('json');
  if (request.acceptsEncodings('gzip') === false) response.send(text);
  else response.setHeader('Content-Encoding', 'gzip').send(await pack(text));
}

function isPieces(result: unknown): result is AsyncIterable<string | Uint8Array> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
