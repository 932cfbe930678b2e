import { z } from 'zod';
import { DrillRefusal } from '../drills/drill-refusal.ts';
import { ImageryFault } from '../imagery/imagery-fault.ts';
import { ImportRefusal, type RefusalKind } from '../imports/import-refusal.ts';
import { UploadFault } from '../imports/uploads.ts';
import { codeOf, InputError } from '../problem.ts';
import { VideoFault } from '../video/video-fault.ts';

/** The kinds of refusal, each explained at /api/docs under its name. */
export const PROBLEMS = {
  'invalid-input': { status: 400, title: 'The input is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'The account or the password is wrong' },
  'not-allowed': { status: 403, title: 'The right to do this is missing' },
  'foreign-origin': { status: 403, title: 'The request comes from a page of another site' },
  'not-found': { status: 404, title: 'There is no such thing' },
  gone: { status: 410, title: 'It is not kept any more' },
  conflict: { status: 409, title: 'Not possible as things stand' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-json': { status: 415, title: 'The body must be application/json' },
  'wrong-type': { status: 415, title: 'The body is of another type than this takes' },
  locked: { status: 429, title: 'Too many failed attempts' },
  internal: { status: 500, title: 'A fault of the server' },
  'not-built': { status: 501, title: 'Not supported by this version' },
  'bad-gateway': { status: 502, title: 'Another server does not answer as it should' },
  'no-space': { status: 507, title: 'The disk of the server is full' },
  unavailable: { status: 503, title: 'The database is away; nothing was changed' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemKind = keyof typeof PROBLEMS;

/** One wrong field: where it stands (body, query, path), its path with dots, and what was expected. */
export interface FieldFault {
  readonly in: 'body' | 'query' | 'path';
  readonly field: string;
  readonly reason: string;
}

/** A refusal on its way to the caller; never carries anything the caller may not know. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly faults: readonly FieldFault[];
  readonly retryAfterMs: number | null;

  constructor(
    kind: ProblemKind,
    detail: string,
    options: { faults?: readonly FieldFault[]; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.kind = kind;
    this.faults = options.faults ?? [];
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get status(): number {
    return PROBLEMS[this.kind].status;
  }
}

/** What is sent: problem details of RFC 9457, with the faulty fields and the request's id in the log. */
export const ProblemBody = z.object({
  type: z.string().describe('address of an explanation, relative to the server'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  requestId: z.string(),
  errors: z
    .array(z.object({ in: z.enum(['body', 'query', 'path']), field: z.string(), reason: z.string() }))
    .optional(),
});

/** A problem as application/problem+json. */
export function problemBody(problem: Problem, requestId: string): z.infer<typeof ProblemBody> {
  const { kind, message, faults } = problem;
  const { status, title } = PROBLEMS[kind];
  return {
    type: `/api/docs#${kind}`,
    title,
    status,
    detail: message,
    requestId,
    ...(faults.length > 0 && { errors: [...faults] }),
  };
}

/** The refusal that an error of zod amounts to: names the first faulty field in its detail and all of them in a list. */
export function invalidInput(place: FieldFault['in'], error: z.ZodError): Problem {
  const faults = error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    const fields =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [path, key].filter(Boolean).join('.')) : [path];
    const reason = issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message;
    return fields.map((field) => ({ in: place, field, reason }));
  });
  const [first] = faults;
  const detail = first ? `${[place, first.field].filter(Boolean).join('.')}: ${first.reason}` : 'not understood';
  return new Problem('invalid-input', detail, { faults });
}

/** Any error as a problem: what is the caller's fault, what is the database's absence, and what is ours (told without detail). */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ImportRefusal) return new Problem(REFUSALS[error.kind], error.message, { cause: error });
  if (error instanceof DrillRefusal) return new Problem(error.kind, error.message, { cause: error });
  if (error instanceof UploadFault) return new Problem(uploadProblem(error.status), error.message, { cause: error });
  if (error instanceof ImageryFault) return new Problem('bad-gateway', error.message, { cause: error });
  if (error instanceof VideoFault)
    return new Problem(error.code === 'noStream' ? 'not-found' : 'bad-gateway', error.message, { cause: error });
  if (error instanceof InputError)
    return new Problem('invalid-input', error.message, { faults: faultsOf(error), cause: error });
  if (isUnavailable(error))
    return new Problem('unavailable', 'try again shortly', { retryAfterMs: 1000, cause: error });
  return (
    fromExpress(error) ?? new Problem('internal', 'see the log of the server under the request id', { cause: error })
  );
}

/** What speaks of a place in the body is said at that field. */
function faultsOf({ place, reason }: InputError): FieldFault[] {
  return place?.startsWith(BODY) ? [{ in: 'body', field: place.slice(BODY.length), reason }] : [];
}

const BODY = 'body.';

const REFUSALS: Readonly<Record<RefusalKind, ProblemKind>> = {
  unknown: 'not-found',
  conflict: 'conflict',
  invalid: 'invalid-input',
  tooLarge: 'too-large',
  noSpace: 'no-space',
};

/** The kind of refusal behind a status of the upload protocol. */
function uploadProblem(status: number): ProblemKind {
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409 || status === 423) return 'conflict';
  if (status === 413) return 'too-large';
  return status < 500 ? 'invalid-input' : 'internal';
}

/** PostgreSQL's classes: 08 connection, 53 out of resources, 57P shutdown; and what the network says. */
const UNAVAILABLE = /^(08...|53...|57P..|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
/** What the pool says when it gives a connection up; it has no code for it. */
const CONNECTION_LOST = /^(timeout exceeded when trying to connect|Connection terminated)/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'UnavailableError' || error.name === 'FencedError') return true;
  return UNAVAILABLE.test(codeOf(error) ?? '') || CONNECTION_LOST.test(error.message);
}

/** What Express and its body parser throw: an error with the status it asks for. */
function fromExpress(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  switch (error.status) {
    case 400:
      return new Problem(
        'invalid-input',
        'type' in error && error.type === 'entity.parse.failed' ? 'body: is not JSON' : 'the request cannot be read',
        { cause: error },
      );
    case 403:
    case 404:
      return new Problem('not-found', 'no such address', { cause: error });
    case 413:
      return new Problem('too-large', 'body: is larger than allowed here', { cause: error });
    case 415:
      return new Problem('not-json', 'body: expected application/json in UTF-8', { cause: error });
    default:
      return undefined;
  }
}
