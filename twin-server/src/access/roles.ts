import type { Permission, Principal, Role } from '../principal.ts';
import { PERMISSIONS } from '../principal.ts';

/** What each preset role may do. */
const ROLES: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  operator: [
    'twin.view',
    'video.view',
    'alarm.handle',
    'device.command',
    'broadcast.operate',
    'person.read',
    'journal.read',
    'metrics.read',
  ],
  viewer: ['twin.view'],
};

/** The permissions of a principal over HTTP and push; none for gateways and devices, which only speak MQTT. */
export function permissionsOf(principal: Principal): readonly Permission[] {
  switch (principal.type) {
    case 'user':
      return ROLES[principal.role];
    case 'apiKey':
      return principal.scopes;
    case 'system':
      return PERMISSIONS;
    case 'gateway':
    case 'device':
      return [];
  }
}
