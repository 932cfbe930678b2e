import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { startListener } from '../twin-server/src/engines/broker.ts';

/** How long the batching store gathers messages before it "commits" them, in milliseconds. */
const COMMIT_MS = 2;

const settle: (() => void)[] = [];
const storeAtOnce = async () => undefined;
const storeInBatches = () =>
  new Promise<void>((resolve) => {
    if (settle.push(resolve) > 1) return;
    setTimeout(() => {
      for (const done of settle.splice(0)) done();
    }, COMMIT_MS);
  });

/** One listener, named by the first argument, until it is killed: tells its port, and its processor time when asked. */
async function listen(name: string | undefined): Promise<number> {
  if (name === 'aedes') {
    const aedes = await Aedes.createBroker();
    const server = createServer(aedes.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }
  const broker = await startListener({
    host: '127.0.0.1',
    port: 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    authenticate: async (username) => username,
    authorize: () => true,
    onPublish: name === 'own' ? storeAtOnce : storeInBatches,
    onRefuse: storeAtOnce,
  });
  return Number(new URL(broker.url).port);
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.send?.(await listen(process.argv[2]));
