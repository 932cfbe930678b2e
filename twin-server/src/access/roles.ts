import type { Permission, Principal, Role } from '../principal.ts';
import { PERMISSIONS } from '../principal.ts';

/** What each preset role may do. */
const ROLES: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  operator: [
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
  ],
  viewer: ['twin.view', 'order.view', 'past.explore'],
  // Other parties, such as the street office or the police: they see what is passed to them, and nothing else (E6.1.8-2).
  partner: ['alarm.reply'],
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
