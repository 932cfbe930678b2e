import { z } from 'zod';
import { PERMISSIONS, type Principal, ROLE_NAMES } from '../principal.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { text } from './input.ts';
import { Problem } from './problem.ts';

const SessionView = z.object({
  account: z.string(),
  displayName: z.string(),
  role: z.enum(ROLE_NAMES).nullable().describe('null for an API key'),
  permissions: z.array(z.enum(PERMISSIONS)),
});

/** Signing in and out. */
export function sessionEndpoints({ access, decide, site }: ApiDeps): Endpoint[] {
  const view = (principal: Principal): z.infer<typeof SessionView> => ({
    account: principal.account,
    displayName: principal.displayName,
    role: principal.type === 'user' ? principal.role : null,
    permissions: PERMISSIONS.filter((permission) => decide(principal, permission, { site }).allowed),
  });
  return [
    endpoint({
      method: 'post',
      path: '/session',
      tag: 'session',
      summary: 'Sign in',
      right: 'open',
      body: z.strictObject({ account: text(64).min(1), password: z.string().min(1).max(1024) }),
      answer: {
        status: 200,
        description: 'Signed in; the cookie is HttpOnly and SameSite=Strict',
        schema: SessionView,
      },
      problems: ['wrong-credentials', 'locked'],
      handle: async ({ body, caller, setHeader }) => {
        const { address, headers } = caller;
        const result = await access.signIn(body, { address, userAgent: headers.userAgent });
        if (!result.ok) {
          if (result.reason === 'credentials')
            throw new Problem('wrong-credentials', 'no account with this name and this password');
          const { retryAfterMs } = result;
          throw new Problem('locked', `try again in ${Math.ceil(retryAfterMs / 1000)} s`, { retryAfterMs });
        }
        setHeader('Set-Cookie', result.cookie);
        return view(result.principal);
      },
    }),
    endpoint({
      method: 'get',
      path: '/session',
      tag: 'session',
      summary: 'Who is signed in, and what they may do',
      right: 'anybody',
      query: z.strictObject({
        optional: z.literal('true').optional().describe('nobody signed in is then a plain answer: null'),
      }),
      answer: { status: 200, description: 'The session', schema: SessionView.nullable() },
      problems: ['not-signed-in'],
      handle: ({ query, caller: { principal } }) => {
        if (principal) return view(principal);
        if (query.optional) return null;
        throw new Problem('not-signed-in', 'there is no session');
      },
    }),
    endpoint({
      method: 'delete',
      path: '/session',
      tag: 'session',
      summary: 'Sign out',
      right: 'open',
      answer: { status: 204, description: 'Nobody is signed in any more' },
      handle: async ({ caller, setHeader }) => {
        const { address, headers } = caller;
        setHeader('Set-Cookie', await access.signOut(headers.cookie, { address }));
      },
    }),
  ];
}
