import { describe, expect, test } from 'vitest';
import { PERMISSIONS, type Permission, type Principal, ROLE_NAMES, type Role } from '../principal.ts';
import { decideAccess } from './decide-access.ts';

const identity = { id: 'i', account: 'a', displayName: 'A' };
const user = (role: Role): Principal => ({ type: 'user', ...identity, role });
const apiKey = (scopes: Permission[], site: string | null): Principal => ({
  type: 'apiKey',
  ...identity,
  scopes,
  site,
});
const gateway: Principal = { type: 'gateway', ...identity, site: 'S' };
const device: Principal = { type: 'device', ...identity, site: 'S', device: 'D1' };
const system: Principal = { type: 'system', ...identity };
const allowed = (...question: Parameters<typeof decideAccess>) => decideAccess(...question).allowed;

/** The whole table of who may do what, written out once more by hand. */
const GRANTED: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  administrator: new Set<Permission>([
    'twin.view',
    'video.view',
    'alarm.handle',
    'alarm.reply',
    'fall.homes',
    'fall.confirm',
    'order.view',
    'order.work',
    'order.manage',
    'device.command',
    'broadcast.operate',
    'wall.direct',
    'past.explore',
    'drill.lead',
    'drill.join',
    'dossier.make',
    'broadcast.manage',
    'receiver.manage',
    'device.manage',
    'model.manage',
    'connection.manage',
    'base.manage',
    'account.manage',
    'person.read',
    'person.contact',
    'person.sensitive',
    'journal.read',
    'audit.read',
    'observations.write',
    'metrics.read',
  ]),
  operator: new Set<Permission>([
    'twin.view',
    'video.view',
    'alarm.handle',
    'fall.homes',
    'order.view',
    'order.work',
    'order.manage',
    'device.command',
    'broadcast.operate',
    'wall.direct',
    'past.explore',
    'drill.lead',
    'drill.join',
    'dossier.make',
    'person.read',
    'journal.read',
    'metrics.read',
  ]),
  viewer: new Set<Permission>(['twin.view', 'order.view', 'past.explore']),
  partner: new Set<Permission>(['alarm.reply']),
};

describe('6.4.14-1 functions are granted to roles, and nothing that is not granted is allowed', () => {
  const questions = ROLE_NAMES.flatMap((role) =>
    PERMISSIONS.map((permission) => [role, permission, GRANTED[role].has(permission)] as const),
  );
  test.each(questions)('%s · %s · %s', (role, permission, expected) => {
    expect(allowed(user(role), permission, { site: 'S' })).toBe(expected);
    expect(allowed(user(role), permission, null)).toBe(expected);
  });

  test.each(PERMISSIONS)('nobody, a gateway and a device are refused %s', (permission) => {
    for (const principal of [null, gateway, device]) expect(allowed(principal, permission, { site: 'S' })).toBe(false);
    expect(allowed(system, permission, { site: 'S' })).toBe(true);
  });
});

describe('6.4.14-3 an API key reaches only what it was granted', () => {
  test.each(PERMISSIONS)('%s by itself opens itself and nothing else', (scope) => {
    for (const permission of PERMISSIONS)
      expect(allowed(apiKey([scope], null), permission, { site: 'S' })).toBe(permission === scope);
  });

  test('a key for one site is refused at another and for the platform as a whole', () => {
    const key = apiKey(['twin.view'], 'S');
    expect(allowed(key, 'twin.view', { site: 'S' })).toBe(true);
    expect(allowed(key, 'twin.view', { site: 'T' })).toBe(false);
    expect(allowed(key, 'twin.view', null)).toBe(false);
  });
});

describe('8.1.4-1 gateways and devices reach their own topics only', () => {
  test.each([
    ['mqtt.publish', 'twin/S/D1/observations', true, true],
    ['mqtt.publish', 'twin/S/D1/events', true, true],
    ['mqtt.publish', 'twin/S/D1/acks', true, true],
    ['mqtt.publish', 'twin/S/D2/events', true, false],
    ['mqtt.publish', 'twin/S/vendor/payloads', true, false],
    ['mqtt.publish', 'twin/S/D1/payloads', true, false],
    ['mqtt.publish', 'twin/T/vendor/payloads', false, false],
    ['mqtt.subscribe', 'twin/S/vendor/payloads', false, false],
    ['mqtt.publish', 'twin/T/D1/events', false, false],
    ['mqtt.publish', 'twin/S/D1/commands', false, false],
    ['mqtt.publish', 'twin/S/D1/events/more', false, false],
    ['mqtt.publish', 'twin/S//events', false, false],
    ['mqtt.publish', 'twin/S/+/events', false, false],
    ['mqtt.publish', 'other/S/D1/events', false, false],
    ['mqtt.subscribe', 'twin/S/D1/commands', true, true],
    ['mqtt.subscribe', 'twin/S/D1/errors', true, true],
    ['mqtt.subscribe', 'twin/S/+/commands', true, false],
    ['mqtt.subscribe', 'twin/+/+/commands', false, false],
    ['mqtt.subscribe', 'twin/S/#', false, false],
    ['mqtt.subscribe', 'twin/S/#/commands', false, false],
    ['mqtt.subscribe', '#', false, false],
    ['mqtt.subscribe', '$SYS/#', false, false],
    ['mqtt.subscribe', 'twin/S/D1/observations', false, false],
  ] as const)('%s %s: gateway %s, device %s', (action, topic, byGateway, byDevice) => {
    expect(allowed(gateway, action, { topic })).toBe(byGateway);
    expect(allowed(device, action, { topic })).toBe(byDevice);
    expect(allowed(user('administrator'), action, { topic })).toBe(false);
    expect(allowed(null, action, { topic })).toBe(false);
  });

  test('a permission is never decided by a topic, nor a topic by a site', () => {
    expect(allowed(user('administrator'), 'twin.view', { topic: 'twin/S/D1/events' })).toBe(false);
    expect(allowed(gateway, 'mqtt.publish', { site: 'S' })).toBe(false);
    expect(allowed(gateway, 'mqtt.publish', null)).toBe(false);
  });

  test('a refusal says why', () => {
    expect(decideAccess(device, 'mqtt.publish', { topic: 'twin/S/D2/events' })).toEqual({
      allowed: false,
      reason: 'the account is for the device D1 only',
    });
  });
});
