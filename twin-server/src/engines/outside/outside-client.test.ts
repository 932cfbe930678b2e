import type { lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AllowedServers } from './allowed-servers.ts';
import { NotAllowedError, OutsideClient } from './outside-client.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

function client(allowed: AllowedServers, resolve?: typeof lookup): OutsideClient {
  const made = new OutsideClient(allowed, resolve);
  closing.push(() => made.close());
  return made;
}

const signal = () => AbortSignal.timeout(2_000);
/** A resolver whose answers come one after the other. */
const answers = (...addresses: string[]) =>
  ((_name: string, _options: unknown, done: (error: null, found: { address: string; family: number }[]) => void) =>
    done(null, [{ address: addresses.shift() ?? '127.0.0.1', family: 4 }])) as unknown as typeof lookup;

describe('8.1.4-2 what this program asks of other servers', () => {
  test('a host, a network or a name that leads inside is not asked unless it was named', async () => {
    const { port, asked } = await serve((_request, response) => response.end('x'));
    const local = new URL(`http://127.0.0.1:${port}/`);
    await expect(client(new AllowedServers([])).ask(local, { signal: signal() })).rejects.toThrow(NotAllowedError);
    await expect(client(new AllowedServers(['10.0.0.0/8'])).ask(local, { signal: signal() })).rejects.toThrow(
      NotAllowedError,
    );
    const named = new URL(`http://camera.example.com:${port}/`);
    const inside = client(new AllowedServers(['camera.example.com']), answers('127.0.0.1'));
    await expect(inside.ask(named, { signal: signal() })).rejects.toThrow(/leads to an address inside/);
    expect(asked).toEqual([]);
    const both = client(new AllowedServers(['camera.example.com', '127.0.0.1']), answers('127.0.0.1'));
    expect((await both.ask(named, { signal: signal() })).statusCode).toBe(200);
  });

  test('a name that leads elsewhere the second time is looked at again (DNS rebinding)', async () => {
    const { port, asked } = await serve((_request, response) => response.setHeader('connection', 'close').end('x'));
    const rebound = client(new AllowedServers(['camera.example.com', '127.0.0.1']), answers('127.0.0.1', '127.0.0.2'));
    const url = new URL(`http://camera.example.com:${port}/`);
    (await rebound.ask(url, { signal: signal() })).resume();
    await expect(rebound.ask(url, { signal: signal() })).rejects.toThrow(/127|inside/);
    expect(asked).toHaveLength(1);
  });

  test('a redirect is an answer, never followed', async () => {
    const target = await serve((_request, response) => response.end('inside'));
    const { port } = await serve((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end(),
    );
    const response = await client(new AllowedServers(['127.0.0.1'])).ask(new URL(`http://127.0.0.1:${port}/`), {
      signal: signal(),
    });
    expect(response.statusCode).toBe(302);
    response.resume();
    expect(target.asked).toEqual([]);
  });

  test('a program of our own is allowed by its port, and no other port beside it', async () => {
    const { port } = await serve((_request, response) => response.end('x'));
    const other = await serve((_request, response) => response.end('x'));
    const own = client(new AllowedServers([], [`http://127.0.0.1:${port}`]));
    expect((await own.ask(new URL(`http://127.0.0.1:${port}/a`), { signal: signal() })).statusCode).toBe(200);
    await expect(own.ask(new URL(`http://127.0.0.1:${other.port}/`), { signal: signal() })).rejects.toThrow(
      NotAllowedError,
    );
  });
});
