import { z } from 'zod';
import { ASSET_STATES, AssetLedger, assetState, LEDGER_STEPS } from '../base/asset-ledger.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, text } from './input.ts';
import { Problem } from './problem.ts';

/** Lines of one device at most: a life has fewer, and a program that writes one an hour is noticed. */
const MOST = 1_000;

const Step = z.enum(LEDGER_STEPS);
const Line = z.object({
  step: Step,
  day: z.string().describe('the day it happened on, YYYY-MM-DD'),
  note: z.string().nullable(),
  by: z.string().describe('who entered it'),
  enteredAt: z.number().describe('epoch ms'),
});
const LedgerView = z.object({
  state: z.enum(ASSET_STATES).describe('by the last step; in service where nobody entered one'),
  items: z.array(Line).describe('the newest day first'),
});
const LineBody = z.strictObject({
  step: Step,
  day: z.iso.date({ error: 'expected a day, YYYY-MM-DD' }),
  note: text(500).nullable().default(null),
});

/** The ledger of each device over its life (8.2.1-3). */
export function assetLedgerEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry, access, now = Date.now } = deps;
  const ledger = new AssetLedger(pool, site);
  const params = z.object({ code });
  const problems = ['not-found', 'unavailable'] as const;
  const view = async (device: string): Promise<z.infer<typeof LedgerView>> => {
    const lines = await ledger.of(device);
    const names = await access.accounts.namesOf(lines.map(({ enteredBy }) => enteredBy));
    const items = lines.map(({ enteredBy, ...line }) => ({ ...line, by: names.get(enteredBy)?.displayName ?? '' }));
    return { state: assetState(lines), items };
  };
  const known = (device: string) => {
    if (!registry.device(device)) throw new Problem('not-found', `no device ${device}`);
  };
  return [
    endpoint({
      method: 'get',
      path: '/devices/{code}/ledger',
      tag: 'devices',
      summary: 'What became of a device over its life, and its state as an asset',
      right: 'twin.view',
      params,
      answer: { status: 200, description: 'Its ledger', schema: LedgerView },
      problems,
      handle: async ({ params: { code: device } }) => {
        known(device);
        return view(device);
      },
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
      handle: async ({ params: { code: device }, body, caller }) => {
        known(device);
        const lines = await ledger.of(device);
        if (lines.length >= MOST) throw new Problem('conflict', `${device} has ${MOST} lines already`);
        await ledger.add(device, { ...body, enteredBy: caller.principal!.id, enteredAt: now() });
        return view(device);
      },
    }),
  ];
}
