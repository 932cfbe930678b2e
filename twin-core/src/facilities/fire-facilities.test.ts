import { expect, test } from 'vitest';
import { conditionOf } from '../alarm.ts';
import { Bench } from '../fixtures/estate.ts';

/** A twin with one device of the kind, and its open alarm of a code. */
function watch(kind: string) {
  const bench = new Bench();
  bench.register('D-1', kind);
  return { bench, alarm: (code: string) => [...bench.state.alarms.values()].find((each) => each.code === code) };
}

test('7.2.8-1 an occupied fire lane: the prompt is asked for at once, the centre has its alarm, and its end tells how long it was', () => {
  const { bench, alarm } = watch('fire-lane-sensor');
  bench.observe('D-1', { occupied: 1 });
  bench.wait(30_000);
  const lane = alarm('fireLane.occupied')!;
  const asked = bench.events.flatMap((event) => (event.kind === 'action.asked' ? [event] : []));
  expect(asked.map(({ alarm: of, action }) => [of, action.do])).toEqual([
    [lane.id, 'broadcast'],
    [lane.id, 'openCamera'],
    [lane.id, 'notify'],
  ]);
  bench.now += 90_000;
  bench.observe('D-1', { occupied: 0 });
  bench.wait(5_000);
  expect(conditionOf(lane)).toBe('returned');
  expect(lane.returnedAt! - lane.raisedAt).toBe(95_000);
});

test('7.2.8-2 a fire door that is passed through is none; one that stays open is, until it is closed', () => {
  const { bench, alarm } = watch('fire-door-monitor');
  bench.observe('D-1', { open: 1 });
  bench.wait(59_000);
  bench.observe('D-1', { open: 0 });
  bench.wait(60_000);
  expect(alarm('fireDoor.abnormalOpen')).toBeUndefined();
  bench.observe('D-1', { open: 1 });
  bench.wait(60_000);
  const door = alarm('fireDoor.abnormalOpen')!;
  expect(door).toMatchObject({ device: 'D-1', active: true, building: 'B01', storey: '1F' });
  bench.now += 1_000;
  bench.observe('D-1', { open: 0 });
  expect(conditionOf(door)).toBe('returned');
});

test.each([
  ['hydrant', 'pressureMpa', 0.06, 0.2, 'fireWater.abnormal'],
  ['sprinkler-end', 'pressureMpa', 0.09, 0.2, 'fireWater.sprinklerPressure'],
  ['fire-tank', 'levelM', 1.4, 2, 'fireWater.tankLow'],
  ['fire-pump', 'auto', 0, 1, 'fireWater.pumpNotAuto'],
  ['smoke-fan', 'fault', 1, 0, 'smokeControl.abnormal'],
  ['smoke-fan', 'auto', 0, 1, 'smokeControl.notAuto'],
] as const)('7.2.8-3 a %s with %s at %d is an alarm, and none at %d', (kind, property, bad, good, code) => {
  const { bench, alarm } = watch(kind);
  bench.observe('D-1', { [property]: bad });
  bench.wait(60_000);
  expect(alarm(code)).toMatchObject({ device: 'D-1', active: true });
  bench.now += 1_000;
  bench.observe('D-1', { [property]: good });
  bench.wait(60_000);
  expect(alarm(code)?.active ?? false).toBe(false);
});
