import { AssetState, LedgerStep } from 'twin-core';
import { z } from 'zod';
import { AssetLedger, assetState } from '../base/asset-ledger.ts';
import { RightsView, rightsOf } from './asset-rights.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

/** Lines of one device at most: a life has fewer, and a program that writes one an hour is noticed. */
const MOST = 1_000;

const Line = z.object({
  step: LedgerStep,
  day: z.string().describe('the day it happened on, YYYY-MM-DD'),
  note: z.string().nullable(),
  by: z.string().describe('who entered it'),
  enteredAt: z.number().describe('epoch ms'),
});
const LedgerView = z.object({
  state: AssetState.describe('by the last step; in service where nobody entered one'),
  rights: RightsView.nullable().describe(
    'who owns, uses and runs it; null where nobody said, and then nothing can be entered',
  ),
  items: z.array(Line).describe('the newest day first'),
});
const StateLine = z.object({ device: z.string(), state: AssetState });
const LineBody = z.strictObject({
  step: LedgerStep,
  day: z.iso.date({ error: 'expected a day, YYYY-MM-DD' }),
  note: text(500).nullable().default(null),
});

/** The ledger of each device over its life (8.2.1-3). */
export function assetLedgerEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, access, now = Date.now } = deps;
  const ledger = new AssetLedger(pool, site);
  const params = z.object({ code });
  const problems = ['not-found', 'unavailable'] as const;
  const view = async (device: { code: string; facility: string }): Promise<z.infer<typeof LedgerView>> => {
    const lines = await ledger.of(device.code);
    const names = await access.accounts.namesOf(lines.map(({ enteredBy }) => enteredBy));
    const items = lines.map(({ enteredBy, ...line }) => ({ ...line, by: names.get(enteredBy)?.displayName ?? '' }));
    return { state: assetState(lines), rights: await rightsOf(deps, device), items };
  };
  return [
    endpoint({
      method: 'get',
      path: '/asset-states',
      tag: 'devices',
      summary: 'Assets that are in another state than in service, which all others are in',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of them by code, or all', schema: listOf(StateLine) },
      problems: ['conflict', 'unavailable'],
      handle: async ({ query }) => {
        const items = Array.from(await ledger.states(), ([device, state]) => ({ device, state }));
        return pageOfWhole(items, query, ({ device }) => device);
      },
    }),
    endpoint({
      method: 'get',
      path: '/devices/{code}/ledger',
      tag: 'devices',
      summary: 'What became of a device over its life, and its state as an asset',
      right: 'twin.view',
      params,
      answer: { status: 200, description: 'Its ledger', schema: LedgerView },
      problems,
      handle: async ({ params }) => view(deviceOf(deps, params.code)),
    }),
    endpoint({
      method: 'post',
      path: '/devices/{code}/ledger',
      tag: 'devices',
      summary: 'Enter what became of a device; lines are never changed, a mistake is set right by another',
      right: 'device.manage',
      params,
      body: LineBody,
      answer: { status: 201, description: 'The ledger with it', schema: LedgerView },
      problems: [...problems, 'conflict'],
      handle: async ({ params, body, caller }) => {
        const device = deviceOf(deps, params.code);
        const rights = await rightsOf(deps, device);
        if (!rights) throw new Problem('conflict', `${device.code}: first say who owns, uses and runs it`);
        const lines = await ledger.of(device.code);
        if (lines.length >= MOST) throw new Problem('conflict', `${device.code} has ${MOST} lines already`);
        await ledger.add(device.code, { ...body, enteredBy: caller.principal!.id, enteredAt: now() });
        return view(device);
      },
    }),
  ];
}
