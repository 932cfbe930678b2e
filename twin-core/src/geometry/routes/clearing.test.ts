import { expect, test } from 'vitest';
import { clear } from './clearing.ts';
import { holdObstructions, type Obstruction } from './obstructions.ts';
import { type EscapeRoute, RouteNetwork } from './route-network.ts';
import { assignShelters } from './shelters.ts';
import { tower } from './tower.test-kit.ts';
import { flowThrough } from './walking.ts';

const network = new RouteNetwork(tower(20));
const routes = (plan: ReturnType<RouteNetwork['plan']>, use: string): EscapeRoute[] =>
  network.file.spaces.flatMap((space) => {
    const route = plan.routeOf(space.id);
    return space.use === use && !('reason' in route) ? [route] : [];
  });

test('5.8.8-3 one person alone is out when they have walked there', () => {
  const route = routes(network.plan([]), 'HOME').find(({ space }) => space === '17H0')!;
  const { seconds, queues } = clear(network, [{ route, persons: 1 }]);
  // The last narrow place is passed by one person.
  expect(seconds).toBeCloseTo(route.walkS + 1 / flowThrough('door', 1.2), 1);
  expect(queues).toEqual([]);
});

test('5.8.8-3 time to clear is never less than the narrowest place lets through, and is longer with one stair than with two', () => {
  const leave = (plan: ReturnType<RouteNetwork['plan']>) =>
    clear(
      network,
      routes(plan, 'HOME').map((route) => ({ route, persons: 3 })),
    );
  const both = leave(network.plan([]));
  const one = leave(network.plan([{ at: '2A', level: 'blocked', why: 'fire', cause: 'A1' }]));
  expect(both.persons).toBe(240);
  expect(both.seconds).toBeGreaterThanOrEqual(240 / flowThrough('door', 1.2));
  expect(one.seconds).toBeGreaterThanOrEqual((19 * 12) / flowThrough('stair', 1.1));
  expect(one.seconds).toBeGreaterThan(both.seconds);
  expect(one.queues[0]!.waitS).toBeGreaterThan(0);
});

test('5.8.8-3 flow through a door and a stair by the hydraulic model', () => {
  expect(flowThrough('door', 1)).toBeCloseTo(0.7 * 1.32);
  expect(flowThrough('stair', 1.1)).toBeCloseTo(0.8 * 0.94);
  expect(flowThrough('door', null)).toBeCloseTo(0.6 * 1.32);
});

test('7.2.7-5 a way opens again only when its cause has been away for long enough', () => {
  const seen: Obstruction = { at: '17C', level: 'blocked', why: 'smoke', cause: 'A1' };
  const clearMs = 60_000;
  const first = holdObstructions([], [seen], 1_000, clearMs);
  expect(first).toEqual([{ ...seen, since: 1_000, clearSince: null }]);
  // However long it was seen, it is away from the first look without it.
  const away = holdObstructions(first, [], 900_000, clearMs);
  expect(away).toEqual([{ ...seen, since: 1_000, clearSince: 900_000 }]);
  const again = holdObstructions(away, [seen], 930_000, clearMs);
  expect(again).toEqual([{ ...seen, since: 1_000, clearSince: null }]);
  const last = holdObstructions(again, [], 940_000, clearMs);
  expect(holdObstructions(last, [], 999_999, clearMs)).toHaveLength(1);
  expect(holdObstructions(last, [], 1_000_000, clearMs)).toEqual([]);
});

test('5.8.8-2 the nearest shelter with room: a full one sends people to the next, and none is said', () => {
  const group = (id: string, persons: number, near: number, far: number) => ({
    id,
    persons,
    distanceM: new Map([
      ['square', near],
      ['court', far],
    ]),
  });
  const shelters = [
    { id: 'square', capacity: 100 },
    { id: 'court', capacity: 60 },
    { id: 'unrecorded', capacity: null },
  ];
  const chosen = assignShelters(
    [group('B01', 80, 50, 90), group('B02', 40, 40, 120), group('B03', 90, 10, 20)],
    shelters,
  );
  expect(chosen.get('B03')).toEqual({ shelter: 'square', distanceM: 10, freeAfter: 10 });
  expect(chosen.get('B02')).toEqual({ shelter: 'court', distanceM: 120, freeAfter: 20 });
  expect(chosen.get('B01')).toEqual({ shelter: null, distanceM: null, freeAfter: null });
});
