import type {
  Action,
  Decision,
  DevicePrincipal,
  GatewayPrincipal,
  Permission,
  Principal,
  Resource,
} from '../principal.ts';
import { permissionsOf } from './roles.ts';

const ALLOWED: Decision = { allowed: true };

function refused(reason: string): Decision {
  return { allowed: false, reason };
}

/**
 * The one decision about access: may this principal do this to that? What is not granted is refused.
 * Pure: the same question has the same answer, so that it can be tested whole.
 */
export function decideAccess(principal: Principal | null, action: Action, resource: Resource): Decision {
  if (principal === null) return refused('nobody is signed in');
  if (action === 'mqtt.publish' || action === 'mqtt.subscribe') {
    if (resource === null || !('topic' in resource)) return refused('no topic was named');
    return decideTopic(principal, action, resource.topic);
  }
  if (resource !== null && 'topic' in resource) return refused('a topic is for MQTT only');
  return decidePermission(principal, action, resource);
}

function decidePermission(principal: Principal, action: Permission, resource: Resource): Decision {
  if (!permissionsOf(principal).includes(action)) return refused(`the right ${action} is not granted`);
  if (principal.type !== 'apiKey' || principal.site === null) return ALLOWED;
  if (resource !== null && 'site' in resource && resource.site === principal.site) return ALLOWED;
  return refused(`the key is for the site ${principal.site} only`);
}

const LISTENED = ['commands', 'errors'];

/** Channels an account sends on, and those it listens to. A gateway's payloads have the code of their mapping in the device's place. */
const CHANNELS: Readonly<Record<'device' | 'gateway', Readonly<Record<MqttAction, readonly string[]>>>> = {
  device: { 'mqtt.publish': ['observations', 'events', 'acks'], 'mqtt.subscribe': LISTENED },
  gateway: { 'mqtt.publish': ['observations', 'events', 'acks', 'payloads'], 'mqtt.subscribe': LISTENED },
};

type MqttAction = 'mqtt.publish' | 'mqtt.subscribe';

/** The usual case, asked for every message, without taking the topic apart: twin/{own site}/{any or own device}/observations. */
function isOwnTopic(principal: GatewayPrincipal | DevicePrincipal, topic: string): boolean {
  const { site } = principal;
  if (!topic.startsWith(ROOT) || !topic.startsWith(site, ROOT.length) || !topic.endsWith(OBSERVATIONS)) return false;
  const start = ROOT.length + site.length + 1;
  const end = topic.length - OBSERVATIONS.length;
  if (start >= end || topic[start - 1] !== '/') return false;
  if (principal.type === 'device') return topic.slice(start, end) === principal.device;
  const slash = topic.indexOf('/', start);
  return slash === end && !/[+#]/.test(topic);
}

const ROOT = 'twin/';
const OBSERVATIONS = '/observations';

/** Topics are twin/{site}/{device}/{channel}. A filter may hold `+` for the device (gateways only) and nothing wider. */
function decideTopic(principal: Principal, action: MqttAction, topic: string): Decision {
  if (principal.type !== 'gateway' && principal.type !== 'device')
    return refused('only gateway and device accounts speak MQTT');
  if (action === 'mqtt.publish' && isOwnTopic(principal, topic)) return ALLOWED;
  const [root, site, device, channel, ...rest] = topic.split('/');
  const channels = CHANNELS[principal.type][action];
  if (root !== 'twin' || rest.length > 0 || !channels.includes(channel ?? ''))
    return refused(`expected twin/{site}/{device}/${channels.join('|')}`);
  if (site !== principal.site) return refused(`the account is for the site ${principal.site} only`);
  if (principal.type === 'device')
    return device === principal.device ? ALLOWED : refused(`the account is for the device ${principal.device} only`);
  if (!device || device.includes('#') || (device.includes('+') && (action === 'mqtt.publish' || device !== '+')))
    return refused('expected one device, or + in a subscription');
  return ALLOWED;
}
