import { AssetRights, OrganisationRecord } from 'twin-core';
import { z } from 'zod';
import { AssetRightsTable } from '../base/asset-rights.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const Unit = z.object({ code: z.string(), name: z.string() });

/** Whose an asset is, with the names of the organisations. */
export const RightsView = z.object({
  scope: AssetRights.shape.scope.describe('facility: as all of its facility, which have none of their own'),
  ownerRight: Unit,
  useRight: Unit,
  opsRight: Unit,
});

const RightsBody = z.strictObject({
  ownerRight: code.describe('code of the organisation that owns it'),
  useRight: code.describe('code of the organisation that uses it'),
  opsRight: code.describe('code of the organisation that runs and keeps it'),
});

/** Whose a device is, as it is shown; null where nobody said. */
export async function rightsOf(
  { pool, site, registry }: Pick<ApiDeps, 'pool' | 'site' | 'registry'>,
  device: { readonly code: string; readonly facility: string },
): Promise<z.infer<typeof RightsView> | null> {
  const rights = await new AssetRightsTable(pool, site).of(device);
  if (!rights) return null;
  const unit = (of: string) => ({ code: of, name: registry.organisation(of)?.name ?? of });
  const { scope, ownerRight, useRight, opsRight } = rights;
  return { scope, ownerRight: unit(ownerRight), useRight: unit(useRight), opsRight: unit(opsRight) };
}

/** Who owns, uses and runs the assets (8.2.1-2), and the organisations that can. */
export function assetRightsEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry, catalogue, access } = deps;
  const table = new AssetRightsTable(pool, site);
  const params = z.object({ scope: AssetRights.shape.scope, code });
  return [
    endpoint({
      method: 'get',
      path: '/organisations',
      tag: 'site',
      summary: 'Organisations of the site, from the province down to its units',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of them, or all', schema: listOf(OrganisationRecord) },
      problems: ['conflict'],
      handle: ({ query }) => pageOfWhole(registry.organisations(), query, (one) => one.code),
    }),
    endpoint({
      method: 'get',
      path: '/asset-rights',
      tag: 'devices',
      summary: 'Who owns, uses and runs assets: those of single devices, then those of whole facilities',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of them, or all', schema: listOf(AssetRights) },
      problems: ['conflict', 'unavailable'],
      handle: async ({ query }) =>
        pageOfWhole(await table.list(), query, ({ scope, code: given }) => `${scope} ${given}`),
    }),
    endpoint({
      method: 'put',
      path: '/asset-rights/{scope}/{code}',
      tag: 'devices',
      summary: 'Say who owns, uses and runs a device, or every device of a facility that has no rights of its own',
      right: 'device.manage',
      params,
      body: RightsBody,
      answer: { status: 200, description: 'As stored', schema: AssetRights },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: of, body, caller }) => {
        if (of.scope === 'device') deviceOf(deps, of.code);
        else if (!catalogue.facility(of.code)) throw new Problem('not-found', `there is no facility ${of.code}`);
        for (const field of ['ownerRight', 'useRight', 'opsRight'] as const) {
          if (registry.organisation(body[field])) continue;
          const reason = `there is no organisation ${body[field]}`;
          throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
        }
        const rights = { ...of, ...body };
        await table.put(rights);
        const subject = `${of.scope} ${of.code}`;
        await access.audit.append(caller, { action: 'device.rights', subject, result: 'done', detail: body });
        return rights;
      },
    }),
    endpoint({
      method: 'delete',
      path: '/asset-rights/{scope}/{code}',
      tag: 'devices',
      summary: 'Take back what was said of a device, which is then as its facility, or of a facility',
      right: 'device.manage',
      params,
      answer: { status: 204, description: 'Taken back' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: of, caller }) => {
        const subject = `${of.scope} ${of.code}`;
        if (!(await table.remove(of))) throw new Problem('not-found', `nothing was said of ${subject}`);
        await access.audit.append(caller, { action: 'device.rights.remove', subject, result: 'done' });
      },
    }),
  ];
}
