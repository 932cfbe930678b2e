import type { z } from 'zod';
import type { Permission, Principal } from '../principal.ts';
import { invalidInput, type ProblemKind } from './problem.ts';

/** Who may call: everybody (`anybody` where it matters who), everybody who is signed in, or who has a permission. */
export type Right = 'open' | 'anybody' | 'signedIn' | Permission;

/** A checked request as its handler sees it. */
interface Exchange<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  /** Only of an endpoint that takes a file: its bytes as they come. */
  readonly file: AsyncIterable<Uint8Array> | null;
  /** Sets a header of the answer. */
  readonly setHeader: (name: string, value: string) => void;
}

/** Who calls, from where, with which headers. */
export interface Caller {
  /** Null only where the right is `open` or `anybody`. */
  readonly principal: Principal | null;
  readonly address: string | null;
  readonly headers: { readonly cookie?: string; readonly userAgent?: string };
}

interface EndpointSpec<Params, Query, Body, Answer> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, as OpenAPI writes it: /devices/{code}. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly right: Right;
  /** About the platform rather than this site: a key that is for one site may not call it. */
  readonly platform?: true;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Bytes; 64 KiB where not given. */
  readonly bodyLimit?: number;
  /**
   * How the operation log takes it (8.2.1-5), where its method does not say: a get is a read, all else a change. `asRead` is a question that is too long
   * for an address; `unlessDryRun` a change that can be tried out by `dryRun`, and then is a read; `never` what devices and screens send by themselves, of which the journal tells.
   */
  readonly logged?: 'asRead' | 'unlessDryRun' | 'never';
  /** The body is a file of one of these media types, handed over as it comes, in place of JSON. */
  readonly file?: { readonly types: readonly string[]; readonly limit: number };
  readonly answer: { readonly status: number; readonly description: string; readonly schema?: z.ZodType<Answer> };
  /** Kinds of refusal of its own, beside those that follow from its right and its input. */
  readonly problems?: readonly ProblemKind[];
  readonly handle: (exchange: Exchange<Params, Query, Body>) => Answer | Promise<Answer>;
}

/** A request before its parts are checked. */
interface RawExchange extends Omit<Exchange<unknown, unknown, unknown>, 'caller'> {
  readonly caller: Caller;
}

/** One operation of the API: route, right, input, answer and documentation in one piece, so that they cannot drift apart. */
export interface Endpoint extends Omit<EndpointSpec<unknown, unknown, unknown, unknown>, 'handle'> {
  /** Checks the input and answers. Throws Problem naming the field for input that is not valid. */
  run(raw: RawExchange): Promise<unknown>;
}

/** Makes an endpoint; its handler sees the types of its schemas. */
export function endpoint<Params = undefined, Query = undefined, Body = undefined, Answer = void>(
  spec: EndpointSpec<Params, Query, Body, Answer>,
): Endpoint {
  const { handle, ...described } = spec;
  return {
    ...described,
    run: async ({ params, query, body, caller, file, setHeader }) =>
      handle({
        params: check('path', spec.params, params),
        query: check('query', spec.query, query),
        body: check('body', spec.body, body),
        caller,
        file,
        setHeader,
      }),
  };
}

function check<T>(place: 'path' | 'query' | 'body', schema: z.ZodType<T> | undefined, value: unknown): T {
  // Without a schema the handler's type for this part is undefined, and it gets just that.
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(place, parsed.error);
}
