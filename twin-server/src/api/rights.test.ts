import { Catalogue, KNOWN_FACILITIES } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE_NAMES, type Role } from '../principal.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

/** Every route by hand, once more: who may reach it. A caller with the right gets past 401 and 403 to whatever the input deserves. */
const VIEWER = ['administrator', 'operator', 'viewer'];
const OPERATOR = ['administrator', 'operator'];
const ADMINISTRATOR = ['administrator'];
const PARTNER = ['administrator', 'partner'];
const NO_ID = '00000000-0000-4000-8000-000000000000';
const ROUTES: readonly (readonly [method: string, path: string, roles: readonly string[]])[] = [
  ['GET', '/site', VIEWER],
  ['GET', '/layers/ground', VIEWER],
  ['PUT', '/layers/x/imagery', ADMINISTRATOR],
  ['GET', '/layers', VIEWER],
  ['PUT', '/layers/x', ADMINISTRATOR],
  ['PATCH', '/layers/x', ADMINISTRATOR],
  ['DELETE', '/layers/x', ADMINISTRATOR],
  ['GET', '/layers/x/features', VIEWER],
  ['GET', '/layers/x/features/y', VIEWER],
  ['GET', '/layers/x/features/y/manager', VIEWER],
  ['PUT', '/layers/x/features/y', ADMINISTRATOR],
  ['DELETE', '/layers/x/features/y', ADMINISTRATOR],
  ['GET', '/layers/x/geojson', VIEWER],
  ['GET', '/site/green', VIEWER],
  ['GET', '/features', VIEWER],
  ['POST', '/layers/within', VIEWER],
  ['GET', '/heights', VIEWER],
  ['GET', '/elements', VIEWER],
  ['GET', '/buildings/B01/elements', VIEWER],
  ['GET', '/buildings/B01/elements/x', VIEWER],
  ['GET', '/storeys', VIEWER],
  ['GET', '/spaces', VIEWER],
  ['GET', '/spaces/x', VIEWER],
  ['POST', '/within', VIEWER],
  ['GET', '/networks', VIEWER],
  ['GET', '/networks/water/elements/x', VIEWER],
  ['POST', '/networks/water/trace', VIEWER],
  ['POST', '/networks/section', VIEWER],
  ['GET', '/facilities', VIEWER],
  ['GET', '/zones', VIEWER],
  ['GET', '/zones/geojson', VIEWER],
  ['POST', '/zones/geojson', ADMINISTRATOR],
  ['PUT', '/zones/Z1', ADMINISTRATOR],
  ['DELETE', '/zones/NONE?version=x', ADMINISTRATOR],
  ['GET', '/camera-views', VIEWER],
  ['PUT', '/camera-views/NONE', ADMINISTRATOR],
  ['DELETE', '/camera-views/NONE?version=x', ADMINISTRATOR],
  ['GET', '/camera-calibrations', VIEWER],
  ['PUT', '/camera-calibrations/NONE', ADMINISTRATOR],
  ['POST', '/camera-calibrations/NONE/pose', ADMINISTRATOR],
  ['POST', '/camera-calibrations/NONE/check', ADMINISTRATOR],
  ['GET', '/camera-calibrations/NONE/corners', ADMINISTRATOR],
  ['GET', '/cameras', OPERATOR],
  ['GET', '/cameras/NONE', OPERATOR],
  ['GET', '/cameras/NONE/streams', OPERATOR],
  ['PUT', '/cameras/NONE/streams/hls/main', ADMINISTRATOR],
  ['DELETE', '/cameras/NONE/streams/hls/main', ADMINISTRATOR],
  ['GET', '/cameras/NONE/mask', OPERATOR],
  ['PUT', '/cameras/NONE/mask', ADMINISTRATOR],
  ['POST', '/cameras/NONE/check', ADMINISTRATOR],
  ['GET', '/cameras/NONE/recordings', OPERATOR],
  ['GET', '/cameras/NONE/feeds', ADMINISTRATOR],
  ['PUT', '/cameras/NONE/feeds/main', ADMINISTRATOR],
  ['DELETE', '/cameras/NONE/feeds/main', ADMINISTRATOR],
  ['GET', '/cameras/NONE/onvif', ADMINISTRATOR],
  ['GET', '/cameras/NONE/onvif/offer', ADMINISTRATOR],
  ['PUT', '/cameras/NONE/onvif', ADMINISTRATOR],
  ['DELETE', '/cameras/NONE/onvif', ADMINISTRATOR],
  ['GET', '/media-server', ADMINISTRATOR],
  ['PUT', '/media-server', ADMINISTRATOR],
  ['DELETE', '/media-server', ADMINISTRATOR],
  ['GET', '/media-server/streams', ADMINISTRATOR],
  ['GET', '/drills', VIEWER],
  ['POST', '/drills', OPERATOR],
  ['GET', '/drills/scenario-schema', VIEWER],
  ['GET', '/drills/scenarios', OPERATOR],
  ['POST', '/drills/scenarios/check', OPERATOR],
  ['GET', '/drills/scenarios/of-alarm/NONE', OPERATOR],
  ['GET', '/drills/scenarios/NONE', OPERATOR],
  ['PUT', '/drills/scenarios/NONE', OPERATOR],
  ['DELETE', '/drills/scenarios/NONE', OPERATOR],
  ['GET', '/drills/1', VIEWER],
  ['POST', '/drills/1/join', OPERATOR],
  ['POST', '/drills/1/messages', OPERATOR],
  ['POST', '/drills/1/resume', OPERATOR],
  ['POST', '/drills/1/pause', OPERATOR],
  ['POST', '/drills/1/end', OPERATOR],
  ['POST', '/drills/1/pictures', OPERATOR],
  ['GET', '/drills/1/pictures/1', OPERATOR],
  ['GET', '/drills/1/report', OPERATOR],
  ['GET', '/devices', VIEWER],
  ['POST', '/devices', ADMINISTRATOR],
  ['GET', '/devices/FA-1', VIEWER],
  ['POST', '/devices/NONE/key', ADMINISTRATOR],
  ['POST', '/devices/NONE/commands', OPERATOR],
  ['GET', '/devices/NONE/commands', VIEWER],
  ['GET', '/devices/NONE/charging-sessions', VIEWER],
  ['GET', '/asset-states', VIEWER],
  ['GET', '/organisations', VIEWER],
  ['GET', '/asset-rights', VIEWER],
  ['PUT', '/asset-rights/device/NONE', ADMINISTRATOR],
  ['DELETE', '/asset-rights/device/NONE', ADMINISTRATOR],
  ['GET', '/devices/NONE/ledger', VIEWER],
  ['POST', '/devices/NONE/ledger', ADMINISTRATOR],
  ['GET', '/system-inspections', VIEWER],
  ['POST', '/system-inspections', OPERATOR],
  ['POST', '/system-inspections/1/rooms', OPERATOR],
  ['GET', '/system-inspection-plan', VIEWER],
  ['PUT', '/system-inspection-plan', OPERATOR],
  ['GET', '/work-orders', VIEWER],
  ['POST', '/work-orders', OPERATOR],
  ['GET', '/work-orders/W000001', VIEWER],
  ['POST', '/work-orders/W000001/take', OPERATOR],
  ['POST', '/work-orders/W000001/comment', OPERATOR],
  ['POST', '/work-orders/W000001/done', OPERATOR],
  ['POST', '/work-orders/W000001/assign', OPERATOR],
  ['POST', '/work-orders/W000001/reopen', OPERATOR],
  ['POST', '/work-orders/W000001/close', OPERATOR],
  ['POST', '/work-orders/W000001/cancel', OPERATOR],
  ['POST', '/work-orders/W000001/photos', OPERATOR],
  ['GET', `/work-photos/${NO_ID}`, OPERATOR],
  ['GET', '/order-workers', VIEWER],
  ['GET', '/inspection-rounds', VIEWER],
  ['PUT', '/inspection-rounds/NONE', OPERATOR],
  ['DELETE', '/inspection-rounds/NONE', OPERATOR],
  ['GET', '/inspection-rounds/NONE/walks', VIEWER],
  ['POST', '/inspection-rounds/NONE/walks', OPERATOR],
  ['GET', '/inspection-statistics', VIEWER],
  ['GET', `/inspection-walks/${NO_ID}`, VIEWER],
  ['POST', `/inspection-walks/${NO_ID}/points/0`, OPERATOR],
  ['POST', `/inspection-walks/${NO_ID}/points/0/photo`, OPERATOR],
  ['POST', `/inspection-walks/${NO_ID}/points/0/work-order`, OPERATOR],
  ['POST', `/inspection-walks/${NO_ID}/finish`, OPERATOR],
  ['POST', '/dossiers', OPERATOR],
  ['POST', '/dossiers/verify', VIEWER],
  ['GET', '/alarm-rules', VIEWER],
  ['PUT', '/alarm-rules/NONE', ADMINISTRATOR],
  ['DELETE', '/alarm-rules/NONE', ADMINISTRATOR],
  ['GET', '/perimeter/coverage', VIEWER],
  ['GET', '/coverage', OPERATOR],
  ['POST', '/coverage/what-if', OPERATOR],
  ['GET', '/sun-hours', VIEWER],
  ['POST', '/zones/NONE/arm', OPERATOR],
  ['POST', '/zones/NONE/disarm', OPERATOR],
  ['GET', '/zones/NONE/arm-schedule', VIEWER],
  ['GET', '/zones/NONE/arm-log', VIEWER],
  ['GET', '/arm-schedules', VIEWER],
  ['PUT', '/zones/NONE/arm-schedule', ADMINISTRATOR],
  ['GET', '/devices/FA-1/observations', VIEWER],
  ['POST', '/observations', ADMINISTRATOR],
  ['POST', '/events', ADMINISTRATOR],
  ['POST', '/payloads/NONE', ADMINISTRATOR],
  ['GET', '/adapters', ADMINISTRATOR],
  ['GET', '/connections', ADMINISTRATOR],
  ['POST', '/connections', ADMINISTRATOR],
  ['GET', '/connections/NONE', ADMINISTRATOR],
  ['PUT', '/connections/NONE', ADMINISTRATOR],
  ['DELETE', '/connections/NONE', ADMINISTRATOR],
  ['GET', '/receivers', ADMINISTRATOR],
  ['GET', '/receivers/NONE', ADMINISTRATOR],
  ['PUT', '/receivers/NONE', ADMINISTRATOR],
  ['DELETE', '/receivers/NONE', ADMINISTRATOR],
  ['POST', '/receivers/NONE/test', ADMINISTRATOR],
  ['GET', '/broadcast/sources', VIEWER],
  ['GET', '/broadcast/sessions', VIEWER],
  ['GET', '/broadcast/sessions/history', VIEWER],
  ['POST', '/broadcast/sessions', OPERATOR],
  ['POST', '/broadcast/sessions/NONE/stop', OPERATOR],
  ['GET', '/broadcast/schedules', VIEWER],
  ['PUT', '/broadcast/schedules/NONE', OPERATOR],
  ['DELETE', '/broadcast/schedules/NONE', OPERATOR],
  ['GET', '/broadcast/files', VIEWER],
  ['POST', '/broadcast/files', OPERATOR],
  ['GET', `/broadcast/files/${NO_ID}/content`, VIEWER],
  ['DELETE', `/broadcast/files/${NO_ID}`, OPERATOR],
  ['GET', '/broadcast/places', VIEWER],
  ['GET', '/broadcast/rights', ADMINISTRATOR],
  ['PUT', `/broadcast/rights/${NO_ID}`, ADMINISTRATOR],
  ['GET', '/mappings', ADMINISTRATOR],
  ['GET', '/mappings/NONE', ADMINISTRATOR],
  ['PUT', '/mappings/NONE', ADMINISTRATOR],
  ['DELETE', '/mappings/NONE', ADMINISTRATOR],
  ['POST', '/mappings/NONE/try', ADMINISTRATOR],
  ['GET', '/replays', VIEWER],
  ['POST', '/replays', VIEWER],
  ['GET', '/replays/NONE', VIEWER],
  ['PATCH', '/replays/NONE', VIEWER],
  ['POST', '/replays/NONE/step', VIEWER],
  ['DELETE', '/replays/NONE', VIEWER],
  ['GET', '/past', VIEWER],
  ['POST', '/bookmarks', VIEWER],
  ['DELETE', '/bookmarks/1', VIEWER],
  ['GET', '/wall', VIEWER],
  ['PUT', '/wall', OPERATOR],
  ['POST', '/wall/hold', OPERATOR],
  ['POST', '/wall/release', OPERATOR],
  ['PUT', '/wall/layouts/none', ADMINISTRATOR],
  ['DELETE', '/wall/layouts/none', ADMINISTRATOR],
  ['GET', '/dead-letters', OPERATOR],
  ['GET', '/dead-letters/counts', OPERATOR],
  ['GET', '/operations/metrics', OPERATOR],
  ['POST', '/screens/no-such-screen/heartbeat', VIEWER],
  ['POST', '/screens/no-such-screen/goodbye', VIEWER],
  ['GET', '/screens', OPERATOR],
  ['DELETE', '/screens/no-such-screen', ADMINISTRATOR],
  ['GET', '/alarms', VIEWER],
  ['GET', '/alarms/density', VIEWER],
  ['GET', '/alarms.csv', VIEWER],
  ['GET', '/alarm-statistics', VIEWER],
  ['GET', '/alarm-metrics', VIEWER],
  ['POST', '/rationalisation', OPERATOR],
  ['POST', '/what-ifs', VIEWER],
  ['GET', '/what-ifs/posts', VIEWER],
  ['GET', '/what-ifs/doors', VIEWER],
  ['GET', '/handover', VIEWER],
  ['GET', '/handovers', VIEWER],
  ['GET', `/handovers/${NO_ID}`, VIEWER],
  ['POST', '/handovers', OPERATOR],
  ['POST', `/handovers/${NO_ID}/sign`, OPERATOR],
  ['GET', '/alarms/A000001.cap', VIEWER],
  ['GET', '/alarms/A000001/call-list', VIEWER],
  ['GET', '/alarms/A000001', VIEWER],
  ['GET', '/alarms/A000001/clips', OPERATOR],
  ['GET', '/alarms/A000001/throw-trace', VIEWER],
  ['POST', '/alarms/A000001/throw-trace/confirmation', ADMINISTRATOR],
  ...[
    'acknowledge',
    'dismiss',
    'shelve',
    'unshelve',
    'suppress',
    'unsuppress',
    'outOfService',
    'returnToService',
    'assign',
    'refer',
    'resolve',
    'step',
    'comment',
  ].map((action) => ['POST', `/alarms/A000001/${action}`, OPERATOR] as const),
  ['GET', '/handlers', VIEWER],
  ['GET', '/partners', VIEWER],
  ['GET', '/referrals', PARTNER],
  ['POST', '/referrals/A000001/receive', PARTNER],
  ['POST', '/referrals/A000001/reply', PARTNER],
  ['GET', '/buildings', VIEWER],
  ['GET', '/buildings/B01', VIEWER],
  ['GET', '/buildings/B01/georeference', VIEWER],
  ['GET', '/buildings/B01/routes', VIEWER],
  ['GET', '/alarms/A000001/ways', VIEWER],
  ['GET', '/buildings/B01/responders', VIEWER],
  ['PUT', '/buildings/B01/placement', ADMINISTRATOR],
  ['GET', '/buildings/B01/bindings', VIEWER],
  ['POST', '/buildings/B01/bindings', ADMINISTRATOR],
  ['POST', '/buildings/B01/bindings/x/accept', ADMINISTRATOR],
  ['POST', '/buildings/B01/bindings/x/reject', ADMINISTRATOR],
  ['POST', '/imports', ADMINISTRATOR],
  ['GET', '/imports', ADMINISTRATOR],
  ['GET', `/imports/${NO_ID}`, ADMINISTRATOR],
  ['DELETE', `/imports/${NO_ID}`, ADMINISTRATOR],
  ['POST', `/imports/${NO_ID}/again`, ADMINISTRATOR],
  ['POST', '/layer-imports', ADMINISTRATOR],
  ['GET', '/layer-imports', ADMINISTRATOR],
  ['GET', `/layer-imports/${NO_ID}`, ADMINISTRATOR],
  ['POST', `/layer-imports/${NO_ID}/again`, ADMINISTRATOR],
  ['DELETE', `/layer-imports/${NO_ID}`, ADMINISTRATOR],
  ['GET', '/base-imports/device/template', ADMINISTRATOR],
  ['POST', '/base-imports/device', ADMINISTRATOR],
  ['GET', '/buildings/B01/versions', ADMINISTRATOR],
  ['GET', '/buildings/B01/versions/99/file', ADMINISTRATOR],
  ['POST', '/buildings/B01/versions/99/restore', ADMINISTRATOR],
  ['GET', '/houses', VIEWER],
  ['GET', '/houses/B01-1-301', VIEWER],
  ['PUT', '/houses/B01-1-301', ADMINISTRATOR],
  ['PUT', '/houses/B01-1-301/owner', ADMINISTRATOR],
  ['POST', '/houses/B01-1-301/history', ADMINISTRATOR],
  ['GET', '/duties', VIEWER],
  ['GET', '/twin', VIEWER],
  ['GET', '/journal', OPERATOR],
  ['GET', '/accounts', ADMINISTRATOR],
  ['POST', '/accounts', ADMINISTRATOR],
  ['POST', '/accounts/nobody/password', ADMINISTRATOR],
  ['GET', '/audit', ADMINISTRATOR],
  ['GET', '/audit-policies', ADMINISTRATOR],
  ['PUT', '/audit-policies/viewer', ADMINISTRATOR],
];

/** Open by their nature: signing in and out, asking whether one is, the key by which strangers check signatures, and what displays in public show (7.2.13-3). */
const OPEN = ['POST /session', 'GET /session', 'DELETE /session', 'GET /dossier-key', 'GET /public/environment'];

/** An input no route takes, so that nothing is changed by asking. */
const NONSENSE = { nonsense: true };

async function ask(method: string, path: string, as?: Role) {
  const body = method === 'POST' ? NONSENSE : undefined;
  return bench.call(`/api/v1${path}`, { as, method, body });
}

describe('6.4.14 every route asks for its right', () => {
  test.each(ROUTES)('%s %s', async (method, path, roles) => {
    const nobody = await ask(method, path);
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ status: 401, type: '/api/docs#not-signed-in' });
    for (const role of ROLE_NAMES) {
      const { status } = await ask(method, path, role);
      if (roles.includes(role)) expect([200, 202, 400, 404, 415]).toContain(status);
      else expect(status).toBe(403);
    }
  });

  test('no route is missing from this table', async () => {
    const { paths } = await bench.json<{ paths: Record<string, Record<string, unknown>> }>('/api/v1/openapi.json');
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    const missing = documented.filter((route) => {
      const [method, path] = route.split(' ') as [string, string];
      return !OPEN.includes(route) && !ROUTES.some(([m, p]) => m === method && pattern(path).test(p));
    });
    expect(missing).toEqual([]);
    expect(documented).toHaveLength(ROUTES.length + OPEN.length);
  });

  test('6.4.14-3 an API key reaches what it was granted and nothing else', async () => {
    const sender = await bench.apiKey('observations.write');
    const reader = await bench.apiKey('twin.view');
    expect((await bench.call('/api/v1/site', { as: reader })).status).toBe(200);
    expect((await bench.call('/api/v1/site', { as: sender })).status).toBe(403);
    expect((await bench.call('/api/v1/observations', { as: sender, body: [] })).status).toBe(202);
    expect((await bench.call('/api/v1/observations', { as: reader, body: [] })).status).toBe(403);
    const whole = await bench.apiKey('account.manage');
    expect((await bench.call('/api/v1/accounts', { as: whole })).status).toBe(403);
  });

  test('8.1.4-1 a wrong key is nobody, even beside a good cookie', async () => {
    const headers = { authorization: 'Bearer twin_wrong' };
    expect((await bench.call('/api/v1/site', { as: 'administrator', headers })).status).toBe(401);
  });

  test('8.1.3-6 a refusal of somebody known is in the audit', async () => {
    await ask('GET', '/audit', 'viewer');
    const { items } = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1', { as: 'administrator' });
    expect(items).toMatchObject([
      {
        accountName: 'viewer',
        action: 'audit.read',
        subject: 'GET /api/v1/audit',
        result: 'refused',
        address: '127.0.0.1',
      },
    ]);
  });

  test('tiles are for who may see the twin, and nothing outside their folder is', async () => {
    expect((await bench.call('/tilesets/B01/tileset.json')).status).toBe(401);
    expect((await bench.call('/tilesets/B01/tileset.json', { as: 'viewer' })).status).toBe(200);
    const sender = await bench.apiKey('observations.write');
    expect((await bench.call('/tilesets/B01/tileset.json', { as: sender })).status).toBe(403);
    for (const path of ['..%2fsecret.txt', '%2e%2e/secret.txt', '..%5csecret.txt', 'B01/..%2f..%2fsecret.txt', 'B01'])
      expect((await bench.call(`/tilesets/${path}`, { as: 'viewer' })).status).toBe(404);
  });

  test('the facilities given out are the catalogue itself', async () => {
    const facilities = await bench.json('/api/v1/facilities', { as: 'viewer' });
    expect(facilities).toEqual(JSON.parse(JSON.stringify(new Catalogue(KNOWN_FACILITIES).facilities)));
  });
});
