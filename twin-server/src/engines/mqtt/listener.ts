import { createServer, type Server } from 'node:net';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import { ByteBudget } from './byte-budget.ts';
import { Connection, type ConnectionContext } from './connection.ts';
import { DEFAULT_MQTT_LIMITS } from './limits.ts';
import type { Broker, ListenerOptions } from './message.ts';

/**
 * Starts the embedded MQTT 3.1.1 listener. A message is acknowledged when `onPublish` has resolved, in the order of a
 * connection's messages. Throws InputError naming the setting where the port or the address cannot be taken.
 */
export async function startListener<P>(options: ListenerOptions<P>): Promise<Broker> {
  const limits = { ...DEFAULT_MQTT_LIMITS, ...options.limits };
  const connections = new Set<Connection<P>>();
  const sessions = new Map<string, Connection<P>>();
  const context: ConnectionContext<P> = {
    options,
    limits,
    budget: new ByteBudget(limits.maxTotalInflightBytes),
    log: options.log,
    enter: (session, connection) => {
      sessions.get(session)?.supersede();
      sessions.set(session, connection);
    },
    leave: (session, connection) => {
      connections.delete(connection);
      if (session !== undefined && sessions.get(session) === connection) sessions.delete(session);
    },
  };
  const server = createServer((socket) => connections.add(new Connection(socket, context)));
  server.maxConnections = limits.maxConnections;
  const port = await listen(server, options);
  return {
    url: `mqtt://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    publish: async (topic, payload) => {
      const deliveries: Promise<boolean>[] = [];
      for (const connection of sessions.values()) {
        const qos = connection.subscribedTo(topic);
        if (qos !== undefined) deliveries.push(connection.deliver(topic, payload, qos));
      }
      return (await Promise.all(deliveries)).filter(Boolean).length;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...connections].map((connection) => connection.drain()));
      await closed;
    },
  };
}

/** Takes the port and returns its number. */
function listen(
  server: Server,
  { host, port, log }: Pick<ListenerOptions<never>, 'host' | 'port' | 'log'>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const code = codeOf(cause);
      const place = code === 'EADDRINUSE' || code === 'EACCES' ? 'TWIN_MQTT_PORT' : 'TWIN_HOST';
      const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${reasonOf(cause)})`;
      reject(new InputError(`port ${port} on ${host} ${reason}`, { place, cause }));
    });
    server.listen(port, host, () => {
      server.on('error', (cause) => log.error({ reason: reasonOf(cause) }, 'the MQTT listener failed'));
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
