import { describe, expect, test } from 'vitest';
import { RouteNetwork } from './route-network.ts';
import { tower } from './tower.test-kit.ts';
import { walkTimes } from './walk-times.ts';

const network = new RouteNetwork(tower(20));
const free = network.plan([]);
const timesOf = (at: string, plan = free) =>
  walkTimes(network.file, [{ at, seconds: 30, name: 'gate' }], (edge) => plan.isBlocked(edge));

describe('7.2.4-5 how long it takes to a place of a building', () => {
  test('the way in takes as long as the way out, and the start that is there first is named', () => {
    const times = timesOf('exit');
    for (const space of ['17H0', '1C', '20H3'])
      expect(times.get(space)!.seconds - 30).toBeCloseTo(free.costOf(space)!, 6);
    const two = walkTimes(
      network.file,
      [
        { at: 'exit', seconds: 30, name: 'gate' },
        { at: '17C', seconds: 0, name: 'storey' },
      ],
      () => false,
    );
    expect(two.get('17H0')!.start).toBe('storey');
    expect(two.get('1H0')!.start).toBe('gate');
  });

  test('no way leads through a room’s own node, and none through a door that is shut', () => {
    const shut = network.plan([{ at: '17H0/door', level: 'blocked', why: 'hand', cause: 'what-if' }]);
    const times = timesOf('exit', shut);
    expect(times.has('17H0')).toBe(false);
    expect(times.has('17H1')).toBe(true);
    expect(timesOf('17H0').has('16H0')).toBe(true);
  });
});
