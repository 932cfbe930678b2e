import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../state/api.ts';
import { Problem } from '../state/problem.ts';
import { createApi } from './api.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (status: number, body: object | null, type = 'application/json'): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
  };

describe('CONTRACT HTTP API: replies are checked once, at the edge', () => {
  let server: Server;
  let answer: Answer;
  let asked: string;
  let api: Api;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked = `${request.method} ${request.url}`;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api = createApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  afterAll(() => {
    server.close();
  });

  const problemOf = (work: Promise<unknown>): Promise<Problem> =>
    work.then(
      () => Promise.reject(new Error('it was answered')),
      (cause: unknown) => {
        expect(cause).toBeInstanceOf(Problem);
        return cause as Problem;
      },
    );

  test('RFC 9457: a refusal is told with the server’s status, title and detail', async () => {
    answer = json(409, { title: 'Conflict', detail: 'the alarm is closed' }, 'application/problem+json');
    const problem = await problemOf(api.handleAlarm('A000001', 'dismiss', { reason: 'r', confirm: true }));
    expect(problem).toMatchObject({ status: 409, title: 'Conflict', detail: 'the alarm is closed' });
    expect(asked).toBe('POST /api/v1/alarms/A000001/dismiss');
  });

  test('a refusal that is no problem document still has its status', async () => {
    answer = (_request, response) => response.writeHead(502).end('<html>');
    expect(await problemOf(api.site())).toMatchObject({ status: 502 });
  });

  test('an answer that is not as agreed names the place', async () => {
    answer = json(200, { items: [{ time: 1, min: 'low', max: 2, mean: 1, last: 1, count: 1 }] });
    const series = api.series('PF-1', { property: 'lineVoltageKv', from: 0, to: 3_600_000, intervalMs: 60_000 });
    const problem = await problemOf(series);
    expect(problem.detail).toContain('items.0.min');
    expect(asked).toContain('from=1970-01-01T00%3A00%3A00.000Z');
    expect(asked).toContain('interval=60000&limit=61');
  });

  test.each([
    ['401', json(401, { title: 'Unauthorized' })],
    ['204', ((_request, response) => response.writeHead(204).end()) as Answer],
    ['null', json(200, null)],
  ])('nobody signed in (%s) is an answer, not a fault', async (_name, told) => {
    answer = told;
    expect(await api.session()).toBeNull();
  });

  test('a server that cannot be reached is a Problem of status 0', async () => {
    const nowhere = createApi('http://127.0.0.1:1');
    expect(await problemOf(nowhere.session())).toMatchObject({ status: 0 });
  });

  test('codes are escaped', async () => {
    answer = json(404, { title: 'Not Found' });
    await problemOf(api.device('a/../b?c'));
    expect(asked).toBe('GET /api/v1/devices/a%2F..%2Fb%3Fc');
  });
});
