import { AssetState, DeviceRecord, deviceByCode } from 'twin-core';
import { z } from 'zod';
import { AssetLedger } from '../base/asset-ledger.ts';
import { provenanceOf } from '../base/provenance.ts';
import type { ApiDeps } from './deps.ts';
import { DeviceRow, DeviceStateWord, DeviceView, stateOf, viewDevice, viewDeviceRow } from './device-view.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf, searchWords, text } from './input.ts';
import { Problem } from './problem.ts';
import { STORED } from './stored.ts';

const Box = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'expected west,south,east,north in degrees')
  .transform((value) => value.split(',').map(Number) as [number, number, number, number])
  .describe('west,south,east,north in degrees, WGS 84');

const DeviceQuery = z.strictObject({
  q: searchWords(
    'code, name, kind, position, manufacturer, model, building, storey, space, pinyin initials of name and building',
  ).optional(),
  kind: code.optional(),
  facility: code.optional(),
  building: code.optional(),
  storey: text(64).optional(),
  state: DeviceStateWord.optional(),
  asset: AssetState.optional().describe('state as an asset, by its ledger'),
  bbox: Box.optional(),
  ...page(100),
});

/** A device in full, with where its record comes from (6.4.1-8-4). */
const DeviceDetail = DeviceView.extend(STORED);

/** Devices: the list, one in full, a new one, its key. */
export function deviceEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, catalogue, access, site, pool } = deps;
  const ledger = new AssetLedger(pool, site);
  const now = () => (deps.now ?? Date.now)();
  const known = (given: string): DeviceRecord => {
    const record = registry.device(given);
    if (!record) throw new Problem('not-found', `no device ${given}`);
    return record;
  };
  return [
    endpoint({
      method: 'get',
      path: '/devices',
      tag: 'devices',
      summary: 'Devices by code, filtered',
      right: 'twin.view',
      query: DeviceQuery,
      answer: { status: 200, description: 'A page of devices', schema: listOf(DeviceRow) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const assets = query.asset === undefined ? null : await ledger.states();
        const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, z.tuple([z.string()]));
        const state = deps.published();
        const instant = now();
        const rows: z.infer<typeof DeviceRow>[] = [];
        for (const record of registry.findDevices(query.q ?? '', after, (one) => isWithin(one, query))) {
          if (assets && (assets.get(record.code) ?? 'inService') !== query.asset) continue;
          const row = viewDeviceRow(record, stateOf(deps, state, record, instant));
          if (query.state !== undefined && row.state !== query.state) continue;
          if (rows.push(row) > query.limit) break;
        }
        return pageOf(rows, query.limit, (last) => [last.code]);
      },
    }),
    endpoint({
      method: 'get',
      path: '/devices/{code}',
      tag: 'devices',
      summary: 'A device in full, with its last values and open alarms',
      right: 'twin.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The device', schema: DeviceDetail },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const record = known(params.code);
        const provenance = await provenanceOf(pool, 'device', site, record.code);
        // A device stands in memory only after the database has it.
        return { ...viewDevice(deps, record, caller.principal, now()), ...provenance! };
      },
    }),
    endpoint({
      method: 'post',
      path: '/devices',
      tag: 'devices',
      summary: 'Register a device',
      right: 'device.manage',
      body: DeviceRecord,
      answer: { status: 201, description: 'Registered, and journaled', schema: DeviceView },
      problems: ['conflict', 'unavailable'],
      handle: async ({ body, caller, setHeader }) => {
        checkDevice(deps, body);
        if (deviceByCode(deps.published(), body.code))
          throw new Problem('conflict', `there is a device ${body.code} already`);
        await deps.registerDevice(body);
        await access.audit.append(caller, { action: 'device.register', subject: body.code, result: 'done' });
        setHeader('Location', `/api/v1/devices/${encodeURIComponent(body.code)}`);
        return viewDevice(deps, body, caller.principal, now());
      },
    }),
    endpoint({
      method: 'post',
      path: '/devices/{code}/key',
      tag: 'devices',
      summary: 'Give a device an MQTT key of its own, in place of any it had',
      right: 'device.manage',
      params: z.object({ code }),
      answer: {
        status: 201,
        description: 'The MQTT user name and password, told this once',
        schema: z.object({ account: z.string(), secret: z.string() }),
      },
      problems: ['not-found'],
      handle: async ({ params, caller }) => {
        const device = known(params.code).code;
        const { account, secret } = await access.accounts.createDeviceKey({ site, device, rotate: true }, caller);
        return { account, secret };
      },
    }),
  ];

  function checkDevice({ registry }: ApiDeps, record: DeviceRecord): void {
    const facility = catalogue.kind(record.kind)?.facility.id;
    const refuse = (field: keyof DeviceRecord, reason: string): never => {
      throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
    };
    if (facility === undefined) refuse('kind', `there is no device kind ${record.kind}`);
    if (facility !== record.facility) refuse('facility', `a ${record.kind} belongs to ${facility}`);
    const refer = (field: keyof DeviceRecord, given: string | null, found: unknown) => {
      if (given !== null && !found) refuse(field, `there is no ${given}`);
    };
    refer('building', record.building, registry.building(record.building ?? ''));
    refer('zone', record.zone, registry.zone(record.zone ?? ''));
    refer('maintainer', record.maintainer, registry.person(record.maintainer ?? ''));
    refer('parent', record.parent, registry.device(record.parent ?? ''));
    for (const link of record.links) refer('links', link, registry.device(link));
  }
}

function isWithin(record: DeviceRecord, query: z.output<typeof DeviceQuery>): boolean {
  if (query.kind !== undefined && record.kind !== query.kind) return false;
  if (query.facility !== undefined && record.facility !== query.facility) return false;
  if (query.building !== undefined && record.building !== query.building) return false;
  if (query.storey !== undefined && record.storey !== query.storey) return false;
  if (query.bbox === undefined) return true;
  const [west, south, east, north] = query.bbox;
  const { longitude, latitude } = record.location;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
