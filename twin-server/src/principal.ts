/** The preset roles. What each may do stands in access/roles.ts. */
export const ROLE_NAMES = ['administrator', 'operator', 'viewer', 'partner'] as const;
export type Role = (typeof ROLE_NAMES)[number];

/** Everything that can be granted, to a role or, as a scope, to an API key. */
export const PERMISSIONS = [
  /** See the twin: site, devices, values, alarms, models. */
  'twin.view',
  /** See what cameras send, and what was kept of it. */
  'video.view',
  /** Acknowledge, shelve, assign, dismiss … alarms. */
  'alarm.handle',
  /** Say that alarms passed to the account were received, and reply to them. */
  'alarm.reply',
  /** See which homes a falling object may have come from. */
  'fall.homes',
  /** Confirm by signature which home it came from. */
  'fall.confirm',
  /** See work orders and inspection rounds. */
  'order.view',
  /** Open work orders, do them, walk rounds; see their photos. */
  'order.work',
  /** Say who does them until when, send back, close and cancel them; declare rounds. */
  'order.manage',
  /** Tell devices what to do. */
  'device.command',
  /** Broadcast in the zones and buildings that were given to the account. */
  'broadcast.operate',
  /** Broadcast everywhere, and say who may where. */
  'broadcast.manage',
  /** Say what the wall shows, and hold it. */
  'wall.direct',
  /** See the site as it was, and as it would have been: replays and what-ifs. */
  'past.explore',
  /** Prepare drills, start, steer and end them, see their reports. */
  'drill.lead',
  /** Do in a drill what one is asked to. */
  'drill.join',
  /** Take an alarm or a span of time out as a signed dossier. */
  'dossier.make',
  /** Say who is told of alarms, and by which way. */
  'receiver.manage',
  /** Register devices and give them keys. */
  'device.manage',
  /** Import buildings' models, and say where they stand. */
  'model.manage',
  /** Declare connections to systems of others, and how the payloads of vendors are read. */
  'connection.manage',
  /** Change the records of buildings, homes and those who own and lived in them. */
  'base.manage',
  /** Make accounts and keys, reset passwords. */
  'account.manage',
  /** See people's names in the clear; telephone numbers stay masked. */
  'person.read',
  /** See telephone numbers in the clear. */
  'person.contact',
  /** See what the standard calls sensitive in the clear: certificate numbers, ethnicity. */
  'person.sensitive',
  /** Read the journal and the dead letters. */
  'journal.read',
  /** Read who did what. */
  'audit.read',
  /** Send observations and events over HTTP. */
  'observations.write',
  /** Read the program's own metrics. */
  'metrics.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

interface Identity {
  /** Account id: what the journal and the audit hold. */
  readonly id: string;
  /** Account name, as signed in with. */
  readonly account: string;
  readonly displayName: string;
}

/** A person signed in by password. */
export interface UserPrincipal extends Identity {
  readonly type: 'user';
  readonly role: Role;
}

/** A program with a key for the HTTP API. */
export interface ApiKeyPrincipal extends Identity {
  readonly type: 'apiKey';
  readonly scopes: readonly Permission[];
  /** The one site it is for; null for all. */
  readonly site: string | null;
}

/** A gateway that speaks MQTT for every device of a site. */
export interface GatewayPrincipal extends Identity {
  readonly type: 'gateway';
  readonly site: string;
}

/** A device that speaks MQTT for itself. */
export interface DevicePrincipal extends Identity {
  readonly type: 'device';
  readonly site: string;
  readonly device: string;
}

/** The program itself, at the start or from its own command line. */
interface SystemPrincipal extends Identity {
  readonly type: 'system';
}

/** Who acts. */
export type Principal = UserPrincipal | ApiKeyPrincipal | GatewayPrincipal | DevicePrincipal | SystemPrincipal;

/** What is acted upon: a site's data, an MQTT topic or topic filter, or (null) the platform itself. */
export type Resource = { readonly site: string } | { readonly topic: string } | null;

/** What is to be done. The MQTT actions go with a topic, all others with a site or the platform. */
export type Action = Permission | 'mqtt.publish' | 'mqtt.subscribe';

/** Whether it may be done, and if not, why, in words fit for the caller. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** The one question that API, push, tiles and MQTT ask; null is somebody unknown. Answered by access, handed out by main. */
export type Decide = (principal: Principal | null, action: Action, resource: Resource) => Decision;
