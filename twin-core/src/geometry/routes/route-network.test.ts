import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.test-kit.ts';
import type { Obstruction } from './obstructions.ts';
import { RouteNetwork } from './route-network.ts';
import { spreadFire } from './spread-fire.ts';
import { tower } from './tower.test-kit.ts';
import type { WalkableEdge, WalkableFile, WalkablePortal } from './walkable.ts';

const block = (at: string, cause = 'A1'): Obstruction => ({ at, level: 'blocked', why: 'fire', cause });
const network = new RouteNetwork(tower(20));

/** A way out, which must be there. */
function wayOut(plan: ReturnType<RouteNetwork['plan']>, space: string) {
  const route = plan.routeOf(space);
  if ('reason' in route) throw new Error(`${space}: ${route.reason}`);
  return route;
}

describe('5.8.8-3 routes out of a building', () => {
  test('5.8.8-3 every space of a sound building has a way by the nearest stair to the exit', () => {
    const plan = network.plan([]);
    for (const { id } of network.file.spaces) expect(plan.costOf(id), id).not.toBeNull();
    const route = wayOut(plan, '17H0');
    expect(route.exit).toBe('exit');
    expect(route.steps.filter(({ edge }) => edge.kind === 'stair')).toHaveLength(16);
    expect(route.steps.some(({ to }) => to === '17A/door')).toBe(true);
    expect(route.walkS).toBeCloseTo(route.costS);
  });

  test('7.2.7-5 a stair that is shut on one storey sends those above it to the other stair', () => {
    const plan = network.plan([block('13A')]);
    expect(wayOut(plan, '17H0').steps.some(({ to }) => to === '17B/door')).toBe(true);
    expect(wayOut(plan, '12H0').steps.some(({ to }) => to === '12A/door')).toBe(true);
  });

  test('7.2.7-5 who is in the room that burns leaves it, and nobody else goes through', () => {
    const plan = network.plan([block('17C')]);
    expect(plan.costOf('17C')).not.toBeNull();
    expect(plan.routeOf('17H1')).toEqual({ space: '17H1', reason: 'blocked', blockedBy: [block('17C')] });
    expect(plan.costOf('18H1')).not.toBeNull();
  });

  test('7.2.7-5 smoke is passed where there is no other way, slower, and said so', () => {
    const free = wayOut(network.plan([]), '17H0');
    const smoky = wayOut(network.plan([{ at: '17C', level: 'smoke', why: 'smoke', cause: 'A2' }]), '17H0');
    expect(free.smoky).toBe(false);
    expect(smoky).toMatchObject({ smoky: true, walkS: free.walkS });
    expect(smoky.costS).toBeGreaterThan(free.costS);
  });

  test('5.8.8-3 all exits blocked: no safe route, and what blocks it', () => {
    const plan = network.plan([block('exit', 'A9')]);
    for (const { id } of network.file.spaces)
      expect(plan.routeOf(id)).toEqual({ space: id, reason: 'blocked', blockedBy: [block('exit', 'A9')] });
  });

  test('5.8.8-3 a model without doors: unconnected, which is not the same as blocked', () => {
    const { spaces } = tower(2);
    const bare = new RouteNetwork({ version: 1, spaces, portals: [], edges: [], findings: [] });
    expect(bare.plan([block('1C')]).routeOf('2H0')).toEqual({ space: '2H0', reason: 'unconnected', blockedBy: [] });
  });

  test('7.2.7-5 a home is no way through for others', () => {
    const file = tower(1);
    const sneak = {
      id: 'sneak',
      kind: 'exit',
      name: '',
      storey: null,
      at: [-9, -9, 0],
      widthM: 1,
      inferred: false,
    } as const;
    const portal: WalkablePortal = { ...sneak, at: [-9, -9, 0], spaces: ['1H0'] };
    const own: WalkableEdge = {
      from: '1H0',
      to: 'sneak',
      kind: 'floor',
      space: '1H0',
      lengthM: 4,
      widthM: null,
      inferred: false,
    };
    const plan = new RouteNetwork({ ...file, portals: [...file.portals, portal], edges: [...file.edges, own] }).plan([
      block('exit'),
    ]);
    expect(wayOut(plan, '1H0').exit).toBe('sneak');
    expect(plan.costOf('1H1')).toBeNull();
  });
});

describe('7.2.7-5 what a fire means for the ways', () => {
  const fire = { level: 'blocked', why: 'fire', cause: 'A1' } as const;
  test('7.2.7-5 a fire in a home puts smoke into its corridor', () => {
    expect(spreadFire(network, [{ space: '17H2', ...fire }], [])).toEqual([
      { at: '17H2', level: 'blocked', why: 'fire', cause: 'A1' },
      { at: '17C', level: 'smoke', why: 'smoke', cause: 'A1' },
    ]);
  });

  test('7.2.7-5 smoke rises in a stair', () => {
    const found = spreadFire(network, [{ space: '17A', ...fire }], []);
    expect(
      found
        .filter(({ level }) => level === 'smoke')
        .map(({ at }) => at)
        .sort(),
    ).toEqual(['16A', '17C', '18A', '19A', '20A'].sort());
  });

  test('7.2.8-2 an open fire door gives up its stair where smoke is before it; elsewhere the stair is in doubt; without a fire it is nothing', () => {
    const door = (space: string) => [{ space, cause: 'FD' }];
    const at = (space: string) =>
      spreadFire(network, [{ space: '17H0', ...fire }], door(space)).find(({ why }) => why === 'openFireDoor')?.level;
    expect(at('17A')).toBe('blocked');
    expect(at('13A')).toBe('smoke');
    expect(spreadFire(network, [], door('17A'))).toEqual([]);
  });
});

test('7.2.7-5 as good as trying every way, on any graph with any obstructions (property)', () => {
  const graph = fc.record({
    spaces: fc.integer({ min: 1, max: 8 }),
    portals: fc.array(
      fc.record({ kind: fc.constantFrom('door', 'opening', 'exit', 'stair'), space: fc.integer({ min: 0, max: 7 }) }),
      {
        minLength: 1,
        maxLength: 14,
      },
    ),
    edges: fc.array(
      fc.record({
        begins: fc.boolean(),
        from: fc.integer({ min: 0, max: 13 }),
        to: fc.integer({ min: 0, max: 13 }),
        stair: fc.boolean(),
        space: fc.integer({ min: 0, max: 7 }),
        lengthM: fc.double({ min: 0, max: 50, noNaN: true }),
      }),
      { maxLength: 60 },
    ),
    obstructions: fc.array(
      fc.record({
        portal: fc.boolean(),
        at: fc.integer({ min: 0, max: 13 }),
        level: fc.constantFrom('blocked', 'smoke'),
      }),
      { maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(graph, (made) => {
      const spaceAt = (i: number) => `s${i % made.spaces}`;
      const portalAt = (i: number) => `p${i % made.portals.length}`;
      const file: WalkableFile = {
        version: 1,
        spaces: Array.from({ length: made.spaces }, (_, i) => ({
          id: `s${i}`,
          name: '',
          use: null,
          storey: null,
          at: [0, 0, 0],
          areaM2: 1,
        })),
        portals: made.portals.map(({ kind, space }, i) => ({
          id: `p${i}`,
          kind,
          name: '',
          storey: null,
          at: [0, 0, 0],
          widthM: 1,
          spaces: [spaceAt(space)],
          inferred: false,
        })),
        edges: made.edges.map(({ begins, from, to, stair, space, lengthM }) => ({
          from: begins ? spaceAt(from) : portalAt(from),
          to: portalAt(to),
          kind: stair && !begins ? 'stair' : 'floor',
          space: stair && !begins ? null : spaceAt(space),
          lengthM,
          widthM: null,
          inferred: false,
        })),
        findings: [],
      };
      const obstructions = made.obstructions.map(
        ({ portal, at, level }): Obstruction => ({
          at: portal ? portalAt(at) : spaceAt(at),
          level,
          why: 'fire',
          cause: '',
        }),
      );
      const plan = new RouteNetwork(file).plan(obstructions);
      for (const [space, best] of bruteForce(file, obstructions)) {
        const costS = plan.costOf(space) ?? Infinity;
        if (best === Infinity) expect(costS).toBe(Infinity);
        else expect(costS).toBeCloseTo(best, 6);
        const route = plan.routeOf(space);
        if (!('reason' in route)) expect(route.costS).toBeCloseTo(best, 6);
      }
    }),
    { numRuns: 500, seed: 75 },
  );
});
