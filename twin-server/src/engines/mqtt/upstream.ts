import { connect as connectTcp, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { InputError, reasonOf } from '../../problem.ts';
import { DEFAULT_MQTT_LIMITS } from './limits.ts';
import type { Broker, UpstreamOptions } from './message.ts';
import { UpstreamSession } from './upstream-session.ts';

/** Pauses between attempts to reconnect, in milliseconds: doubled from the first to the last. */
const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 10_000;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883 };

/**
 * Connects to a broker of others as a client with a persistent session, and stays connected. What the broker sends is
 * acknowledged when `onPublish` has resolved; while that fails the connection is given up and made again, so that the
 * broker repeats what was not acknowledged. Throws InputError naming MQTT_URL where the first connection fails.
 */
export async function connectUpstream(options: UpstreamOptions): Promise<Broker> {
  const limits = { ...DEFAULT_MQTT_LIMITS, ...options.limits };
  const { log } = options;
  const url = new URL(options.url);
  const place = `${url.protocol}//${url.host}`;
  const open = async () => new UpstreamSession(await openSocket(url), url, options, limits).ready();

  let session: UpstreamSession | undefined;
  let isClosing = false;
  const closing = new AbortController();
  try {
    session = await open();
  } catch (cause) {
    throw new InputError(`the broker at ${place} cannot be used (${reasonOf(cause)})`, { place: 'MQTT_URL', cause });
  }
  const kept = (async () => {
    for (let pauseMs = FIRST_PAUSE_MS; !isClosing; ) {
      const reason = await session?.ended;
      session = undefined;
      if (isClosing) return;
      log.warn({ broker: place, reason }, 'the MQTT broker is away');
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS);
      try {
        session = await open();
        pauseMs = FIRST_PAUSE_MS;
        log.info({ broker: place }, 'the MQTT broker is back');
      } catch (cause) {
        log.warn({ broker: place, reason: reasonOf(cause) }, 'the MQTT broker cannot be reached');
      }
    }
    await session?.close();
  })();
  return {
    url: place,
    publish: async (topic, payload) => ((await session?.deliver(topic, payload)) ? 1 : 0),
    close: async () => {
      isClosing = true;
      closing.abort();
      await session?.close();
      await kept;
    },
  };
}

function openSocket(url: URL): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || DEFAULT_PORTS[url.protocol]);
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'mqtts:';
    const socket = isSecure ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
    socket.setTimeout(DEFAULT_MQTT_LIMITS.connectTimeoutMs, () => socket.destroy(new Error('it does not answer')));
    socket.once('error', reject);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
