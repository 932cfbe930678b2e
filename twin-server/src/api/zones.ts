import { ZoneRecord } from 'twin-core';
import { checkZone } from 'twin-core/geometry';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { placeFaultText } from './place-fault-text.ts';
import { Problem } from './problem.ts';
import { checkVersion, inTurn, RemovalQuery, VersionOrNew, versionOf } from './record-version.ts';
import { zoneFileEndpoints } from './zone-files.ts';

const BODY_BYTES = 1 << 18;
/** Devices named where a removal is refused. */
const MOST_NAMED = 5;

const ZoneView = ZoneRecord.extend({
  version: z.string().describe('a word for this content: sent back with a change'),
  devices: z.int().describe('devices that refer to it'),
});

const ZoneBody = z.strictObject({
  name: text(100).min(1),
  kind: ZoneRecord.shape.kind,
  geometry: ZoneRecord.shape.geometry,
  version: VersionOrNew,
});

/** Zones of the site: fences, fire lanes, parking, charging and other areas (clauses 7.2.4, 5.8.8), drawn and changed by hand. */
export function zoneEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access } = deps;
  const oneAtATime = inTurn();
  const devicesOf = (zone: string) => [...registry.devices()].filter((device) => device.zone === zone);
  const view = (zone: ZoneRecord): z.infer<typeof ZoneView> => ({
    ...zone,
    version: versionOf(zone),
    devices: devicesOf(zone.code).length,
  });
  return [
    ...zoneFileEndpoints(deps, oneAtATime),
    endpoint({
      method: 'get',
      path: '/zones',
      tag: 'places',
      summary: 'The zones of the site',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of zones, or all of them', schema: listOf(ZoneView) },
      handle: ({ query }) => {
        const { items, next } = pageOfWhole(registry.zones(), query, (zone) => zone.code);
        return { items: items.map(view), next };
      },
    }),
    endpoint({
      method: 'put',
      path: '/zones/{code}',
      tag: 'places',
      summary: 'Draw a zone, new or changed; every screen shows it at once, and its devices go on in it',
      right: 'base.manage',
      params: z.object({ code: ZoneRecord.shape.code }),
      body: ZoneBody,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'The zone as stored', schema: ZoneView },
      problems: ['conflict', 'unavailable'],
      handle: ({ params, body, caller }) =>
        oneAtATime(async () => {
          const { version, ...drawn } = body;
          const zone: ZoneRecord = { code: params.code, ...drawn };
          const before = registry.zone(zone.code);
          checkVersion(`the zone ${zone.code}`, before, version);
          const fault = checkZone(zone, registry.site.boundary);
          if (fault) {
            const reason = placeFaultText(fault);
            throw new Problem('invalid-input', `body.geometry: ${reason}`, {
              faults: [{ in: 'body', field: 'geometry', reason }],
            });
          }
          await deps.putZone(zone);
          await access.audit.append(caller, {
            action: before ? 'zone.change' : 'zone.add',
            subject: zone.code,
            result: 'done',
            detail: before ? { from: before, to: zone } : { to: zone },
          });
          return view(zone);
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/zones/{code}',
      tag: 'places',
      summary: 'Remove a zone that no device refers to',
      right: 'base.manage',
      params: z.object({ code }),
      query: RemovalQuery,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: ({ params, query, caller }) =>
        oneAtATime(async () => {
          const zone = registry.zone(params.code);
          if (!zone) throw new Problem('not-found', `no zone ${params.code}`);
          checkVersion(`the zone ${zone.code}`, zone, query.version);
          const devices = devicesOf(zone.code).map((device) => device.code);
          if (devices.length > 0) {
            const named = devices.slice(0, MOST_NAMED).join(', ');
            const more = devices.length > MOST_NAMED ? ` and ${devices.length - MOST_NAMED} more` : '';
            throw new Problem('conflict', `devices refer to the zone ${zone.code}: ${named}${more}`);
          }
          await deps.removeZone(zone.code);
          await access.audit.append(caller, {
            action: 'zone.remove',
            subject: zone.code,
            result: 'done',
            detail: { from: zone },
          });
        }),
    }),
  ];
}
