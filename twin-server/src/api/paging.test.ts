import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  for (const device of ['LOST-1', 'LOST-2', 'LOST-3']) {
    const reading = {
      site: bench.sample.site.site,
      device,
      channel: 'observations',
      protocol: 'http',
      receivedAt: Date.now(),
      body: {},
    } as const;
    await bench.pipeline.take(reading);
  }
});
afterAll(() => bench.close());

test('6.4.7-1 every list of the API is given out by pages: nothing ends silently', async () => {
  const { paths } = await bench.json<{ paths: Record<string, Record<string, Operation>> }>('/api/v1/openapi.json');
  const lists = Object.entries(paths).flatMap(([path, { get }]) => {
    const schema = JSON.stringify(get?.responses['200']?.content?.['application/json']?.schema ?? {});
    return get && /"items".*"next"/.test(schema) ? [{ path, get }] : [];
  });
  expect(lists.length).toBeGreaterThan(20);
  const unpaged = lists.filter(({ get }) => {
    const names = (get.parameters ?? []).map(({ name }) => name);
    return !names.includes('limit') || !names.includes('cursor');
  });
  expect(unpaged.map(({ path }) => path)).toEqual([]);
});

test.each([
  ['/buildings', 2],
  ['/houses', 2],
  ['/devices', 5],
  ['/devices?q=FA', 2],
  ['/zones', 1],
  ['/accounts', 3],
  ['/handlers', 2],
  ['/dead-letters', 3],
  ['/dead-letters/counts', 3],
  ['/audit', 3],
])('6.4.7-1 %s: page by page it is what it is at once', async (path, least) => {
  const read = (query: string) =>
    bench.json<Page>(`/api/v1${path}${path.includes('?') ? '&' : '?'}${query}`, { as: 'administrator' });
  const whole = await read('limit=1000');
  expect(whole.next).toBeNull();
  expect(whole.items.length).toBeGreaterThanOrEqual(least);
  const found: object[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await read(`limit=1${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(1);
    found.push(...page.items);
    cursor = page.next;
  }
  expect(found).toEqual(whole.items);
});

test('6.4.7-1 a page after something that is gone says so instead of beginning anywhere', async () => {
  const cursor = Buffer.from('["GONE"]').toString('base64url');
  const { detail } = await bench.json<{ detail: string }>(`/api/v1/buildings?limit=1&cursor=${cursor}`, {
    as: 'viewer',
    status: 409,
  });
  expect(detail).toContain('begin anew');
});

test('6.4.7-1 a query that cannot be understood is refused with the place', async () => {
  for (const list of ['devices', 'houses', 'buildings', 'alarms']) {
    const { detail } = await bench.json<{ detail: string }>(`/api/v1/${list}?q=${encodeURIComponent('(感烟 AND')}`, {
      as: 'viewer',
      status: 400,
    });
    expect(detail).toBe('query.q: expected a word, found the end (at character 8)');
  }
});

test('6.4.7-1 6.4.1-8 words, field filters and box go together', async () => {
  const codes = async (query: string) =>
    (await bench.json<{ items: { code: string }[] }>(`/api/v1/devices?${query}`, { as: 'viewer' })).items.map(
      ({ code }) => code,
    );
  const q = encodeURIComponent('感烟 AND 1号楼 -FA-2');
  expect(await codes(`q=${q}`)).toEqual(['FA-1']);
  expect(await codes(`q=${q}&building=B01&facility=fire-alarm&kind=smoke-detector&storey=3F&state=unknown`)).toEqual([
    'FA-1',
  ]);
  expect(await codes(`q=${q}&building=B02`)).toEqual([]);
  expect(await codes(`q=${q}&bbox=112.5,37.8,112.6,37.9`)).toEqual(['FA-1']);
  expect(await codes(`q=${q}&bbox=0,0,1,1`)).toEqual([]);
});
