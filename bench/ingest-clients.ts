import { io } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import { Follower } from '../twin-server/src/load/follower.ts';
import { Latencies } from '../twin-server/src/load/latencies.ts';

/** Clients of the push channel as a process of their own: of the server, or (no key) of the bare loop. Answers `reset` and `tell`. */
interface Options {
  readonly url: string;
  readonly key: string | null;
  readonly site: string;
  readonly clients: number;
}

const { url, key, site, clients } = JSON.parse(process.argv[2] ?? '') as Options;

/** What is told of each client. */
interface Measured {
  readonly states: Latencies;
  readonly alarms: Latencies;
  frames: number;
  gaps: number;
  reset(): void;
}

async function bareClient(): Promise<Measured> {
  const states = new Latencies();
  const measured: Measured = {
    states,
    alarms: new Latencies(),
    frames: 0,
    gaps: 0,
    reset: () => {
      states.clear();
      measured.frames = 0;
    },
  };
  const socket = io(url, { parser, transports: ['websocket'], forceNew: true });
  socket.on('frame', (block: Uint8Array) => {
    const now = Date.now();
    measured.frames++;
    const bytes = new Uint8Array(block);
    const times = new Float64Array(bytes.buffer, 0, bytes.length / 20);
    for (let i = 0; i < times.length; i++) states.add(now - times[i]!);
  });
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  return measured;
}

const measured: Measured[] = [];
for (let i = 0; i < clients; i++)
  measured.push(key === null ? await bareClient() : await Follower.open({ url, key, site, folds: false }));
process.send?.('ready');
process.on('message', (asked: 'reset' | 'tell') => {
  if (asked === 'reset') {
    for (const client of measured) client.reset();
    return;
  }
  const states = new Latencies();
  const alarms = new Latencies();
  for (const client of measured) {
    states.merge(client.states);
    alarms.merge(client.alarms);
  }
  process.send?.({
    frames: measured.reduce((sum, { frames }) => sum + frames, 0),
    gaps: measured.reduce((sum, { gaps }) => sum + gaps, 0),
    stateP50Ms: states.quantile(0.5),
    stateP99Ms: states.quantile(0.99),
    alarms: alarms.count,
    alarmP50Ms: alarms.quantile(0.5),
    alarmP99Ms: alarms.quantile(0.99),
  });
});
