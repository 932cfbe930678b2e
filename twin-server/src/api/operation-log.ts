import type { Request } from 'express';
import type { ApiDeps } from './deps.ts';
import type { Caller, Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';

/** A page asks for the same every few seconds: of one account and address, one line in so long tells of it. */
const REPEATS_MS = 60_000;
/** So many of them are remembered; the oldest is forgotten first, and told of once more. */
const MOST_REMEMBERED = 10_000;

/** Runs a call, and leaves a line of it in the operation log. */
type Logged = (request: Request, caller: Caller, run: () => Promise<unknown>) => Promise<unknown>;

/**
 * The operation log of an endpoint (8.2.1-5): no change without a line that says when, who and what. Most handlers write one that says more;
 * of the others the call itself is written down. Reads as the policy for the caller's role has it (8.2.1-6).
 */
export function operationLog({ access, now = Date.now }: ApiDeps, endpoint: Endpoint): Logged {
  const kind = endpoint.logged === 'asRead' || endpoint.method === 'get' ? 'read' : 'change';
  const action = `${endpoint.tag.replaceAll(' ', '')}.${verbOf(endpoint)}`;
  const entryOf = (request: Request) => ({ action, kind, subject: subjectOf(request) }) as const;
  if (endpoint.logged === 'never') return (_request, _caller, run) => run();
  const lastRead = new Map<string, number>();
  const asRead: Logged = async (request, caller, run) => {
    const result = await run();
    if (caller.principal === null || !(await access.policies.keepsReads(caller.principal))) return result;
    const key = `${caller.principal.id} ${request.originalUrl}`;
    const last = lastRead.get(key);
    if (last !== undefined && now() - last < REPEATS_MS) return result;
    lastRead.delete(key);
    lastRead.set(key, now());
    if (lastRead.size > MOST_REMEMBERED) lastRead.delete(lastRead.keys().next().value!);
    await access.audit.append(caller, { ...entryOf(request), kind: 'read', result: 'done' });
    return result;
  };
  if (kind === 'read') return asRead;
  return async (request, caller, run) => {
    // Of others it is no word of theirs: who adds it would go by unseen.
    if (endpoint.logged === 'unlessDryRun' && isTrial(request)) return asRead(request, caller, run);
    try {
      const result = await run();
      if (caller.principal !== null && !access.audit.hasTold(caller))
        await access.audit.append(caller, { ...entryOf(request), result: 'done' });
      return result;
    } catch (cause) {
      if (caller.principal !== null && wasTried(cause) && !access.audit.hasTold(caller))
        // The cause matters more than that it could not be written down: the database may be what is away.
        await access.audit.append(caller, { ...entryOf(request), result: 'failed' }).catch(() => {});
      throw cause;
    }
  };
}

/** Whether more was done about a call than to find it wrong. */
function wasTried(cause: unknown): boolean {
  return !(cause instanceof Problem) || cause.status === 409 || cause.status >= 500;
}

/** Whether it is only to be said what would become of it: nothing is changed. */
function isTrial({ query, body }: Request): boolean {
  return query.dryRun === 'true' || (body as { dryRun?: unknown } | undefined)?.dryRun === true;
}

/** What is done, as one word: the last word of its path where it ends in one, else by its method. */
function verbOf({ method, path }: Endpoint): string {
  const last = path.split('/').at(-1)!;
  if (method === 'post') return last.startsWith('{') ? 'post' : last;
  return { get: 'read', put: 'put', patch: 'change', delete: 'remove' }[method];
}

/** What it is done to: where it stands below the root of the API. */
function subjectOf(request: Request): string {
  return request.originalUrl.split('?', 1)[0]!.slice(0, 512);
}
