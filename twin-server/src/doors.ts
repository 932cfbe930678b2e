import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Access } from './access/access.ts';
import { decideAccess } from './access/decide-access.ts';
import type { Config } from './config.ts';
import { type Broker, type BrokerMessage, connectUpstream, startListener } from './engines/broker.ts';
import type { Log } from './engines/log.ts';
import type { Principal } from './principal.ts';
import { codeOf, InputError, reasonOf } from './problem.ts';
import type { Watcher } from './push/hub.ts';
import { isPayloadTopic, type Payloads } from './sense/mapping/payloads.ts';
import type { Sinks } from './sense/message.ts';
import { receiveMqtt, refuseMqtt } from './sense/mqtt/receive.ts';

/** Opens the HTTP door and returns its address. Throws InputError naming TWIN_PORT or TWIN_HOST when it cannot be opened. */
export async function openHttp(http: Server, { host, port }: Config): Promise<string> {
  try {
    http.listen(port, host);
    await once(http, 'listening');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EADDRINUSE') throw new InputError(`port ${port} on ${host} is in use`, { place: 'TWIN_PORT', cause });
    if (code === 'EACCES')
      throw new InputError(`port ${port} may not be opened by this user`, { place: 'TWIN_PORT', cause });
    throw new InputError(`${host} is no address of this machine (${reasonOf(cause)})`, { place: 'TWIN_HOST', cause });
  }
  const { port: bound } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

/** Opens the MQTT door: the embedded listener with the platform's accounts, or a session at a broker of others. */
export function openMqtt(
  config: Config,
  access: Access,
  site: string,
  { sinks, payloads }: { readonly sinks: Sinks; readonly payloads: Payloads },
  log: Log,
): Promise<Broker> {
  const onPublish = (message: BrokerMessage<unknown>) =>
    isPayloadTopic(message.topic) ? payloads.receiveMqtt(message) : receiveMqtt(message, sinks);
  if (config.mqttUrl !== undefined) {
    // One session a site at that broker: the node that evaluates the site takes it over.
    return connectUpstream({ url: config.mqttUrl, clientId: `twin-${site}`, onPublish, log });
  }
  return startListener<Principal>({
    host: config.host,
    port: config.mqttPort,
    authenticate: (username, password, address) => access.principalOfMqtt(username, password, address),
    authorize: (principal, action, topic) => decideAccess(principal, `mqtt.${action}`, { topic }).allowed,
    onPublish,
    onRefuse: (message) => refuseMqtt(message, 'topic: not this account’s', sinks.main),
    log,
  });
}

/** Who opens a push connection, by API key or session cookie; null for nobody. */
export async function watcherOf(
  access: Access,
  headers: { cookie?: string | undefined; authorization?: string | undefined },
): Promise<Watcher | null> {
  const find = async (): Promise<Principal | null> =>
    (await access.principalOfBearer(headers.authorization)) ?? (await access.principalOfCookie(headers.cookie));
  const principal = await find();
  if (!principal) return null;
  return {
    name: principal.account,
    mayWatch: (site) => decideAccess(principal, 'twin.view', { site }).allowed,
    stillValid: async () => (await find()) !== null,
  };
}
