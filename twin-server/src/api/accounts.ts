import { z } from 'zod';
import { PERMISSIONS, ROLE_NAMES } from '../principal.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';

const role = z.enum(ROLE_NAMES);
const name = text(64).min(1);
const password = z.string().min(8).max(256);
const Secret = z.object({ account: z.string(), secret: z.string().describe('told this once') });

const AccountView = z.object({
  id: z.string(),
  account: z.string(),
  displayName: z.string(),
  kind: z.enum(['user', 'apiKey', 'gateway', 'device']),
  role: role.nullable(),
  site: z.string().nullable(),
  device: z.string().nullable(),
  scopes: z.array(z.enum(PERMISSIONS)).readonly().nullable(),
  createdAt: z.number(),
  signedInAt: z.number().nullable(),
  disabled: z.boolean(),
});

const NewAccount = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('user'),
    name,
    displayName: text(64).min(1).optional(),
    role,
    password: password.optional().describe('a random one where not given'),
  }),
  z.strictObject({ kind: z.literal('gateway'), name }),
  z.strictObject({ kind: z.literal('apiKey'), name, scopes: z.array(z.enum(PERMISSIONS)).min(1) }),
]);

/** Accounts of people, gateways and programs. A device gets its key at /devices/{code}/key. */
export function accountEndpoints({ access: { accounts }, site }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/accounts',
      tag: 'accounts',
      summary: 'All accounts by name',
      right: 'account.manage',
      platform: true,
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of accounts, or all of them', schema: listOf(AccountView) },
      handle: async ({ query }) => pageOfWhole(await accounts.list(), query, ({ id }) => id),
    }),
    endpoint({
      method: 'post',
      path: '/accounts',
      tag: 'accounts',
      summary: 'Make an account of a person, a gateway of this site, or an API key for it',
      right: 'account.manage',
      platform: true,
      body: NewAccount,
      answer: { status: 201, description: 'The account and its secret', schema: Secret },
      handle: async ({ body, caller }) => {
        const { account, secret } = await (body.kind === 'user'
          ? accounts.createUser(body, caller)
          : body.kind === 'gateway'
            ? accounts.createGateway({ name: body.name, site }, caller)
            : accounts.createApiKey({ name: body.name, scopes: body.scopes, site }, caller));
        return { account, secret };
      },
    }),
    endpoint({
      method: 'post',
      path: '/accounts/{name}/password',
      tag: 'accounts',
      summary: "Reset a person's password; all their sessions end",
      right: 'account.manage',
      platform: true,
      params: z.object({ name: code }),
      body: z.strictObject({ password: password.optional().describe('a random one where not given') }),
      answer: { status: 200, description: 'The new password', schema: Secret },
      handle: async ({ params, body, caller }) => {
        const { account, secret } = await accounts.resetPassword(params.name, caller, body.password);
        return { account, secret };
      },
    }),
  ];
}
