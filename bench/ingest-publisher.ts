import { Publisher, type PublisherOptions } from '../twin-server/src/load/publisher.ts';

/** A publisher as a process of its own. Asked by messages `{seconds, warmUpS}`, it sends and answers with what was sent. */
const publisher = new Publisher(JSON.parse(process.argv[2] ?? '') as PublisherOptions);
await publisher.connect();
process.send?.('ready');
process.on('message', async ({ seconds, warmUpS }: { seconds: number; warmUpS: number }) => {
  await publisher.send(warmUpS);
  publisher.reset();
  process.send?.('measuring');
  const startedAt = performance.now();
  await publisher.send(seconds);
  const took = (performance.now() - startedAt) / 1000;
  const { acknowledged } = publisher.result();
  await publisher.settle(30_000);
  process.send?.({ ...publisher.result(), acknowledgedInTime: acknowledged, perSecond: acknowledged / took });
});
