import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../alarm.ts';
import { Catalogue } from '../catalogue.ts';
import { Evaluator } from '../evaluate.ts';
import { FACILITIES } from '../facilities/index.ts';
import { defineFacility } from '../facility.ts';
import { Bench, kinds } from '../fixtures/estate.ts';
import { decodeSnapshot, encodeSnapshot } from '../wire/snapshot.ts';

const label = { zh: '试', en: 'test' };
const bit = { label, unit: '', type: 'boolean' } as const;

/** A feeder with gateways below it and meters below those. */
const GRID = defineFacility({
  id: 'grid',
  label,
  clause: '6.3.4',
  symbol: 'M0 0h24v24H0z',
  deviceKinds: {
    feeder: { label, silenceAfterMs: 3_600_000, datastreams: { tripped: bit } },
    node: { label, silenceAfterMs: 60_000, datastreams: { fault: bit, wet: bit } },
  },
  alarms: [
    {
      code: 'grid.trip',
      label,
      priority: 2,
      clause: '6.3.4',
      kinds: ['feeder'],
      when: { property: 'tripped', equals: 1 },
      explainsBelow: true,
    },
    {
      code: 'grid.fault',
      label,
      priority: 3,
      clause: '6.3.4',
      kinds: ['node'],
      when: { property: 'fault', equals: 1 },
      fault: true,
    },
    { code: 'grid.wet', label, priority: 3, clause: '6.3.4', kinds: ['node'], when: { property: 'wet', equals: 1 } },
  ],
});

const CATALOGUE = new Catalogue([...FACILITIES, GRID]);

function grid(nodes: number): Bench {
  const bench = new Bench(CATALOGUE);
  bench.register('F', 'feeder');
  bench.register('G', 'node', { parent: 'F' });
  for (let i = 0; i < nodes; i++) bench.register(`N${i}`, 'node', { parent: 'G', building: `B${i % 7}` });
  return bench;
}

const alarms = (bench: Bench): Alarm[] => [...bench.state.alarms.values()];
const incidents = (bench: Bench): Alarm[] => alarms(bench).filter(({ group }) => !group);
const on = (bench: Bench, device: string): Alarm => alarms(bench).find((alarm) => alarm.device === device)!;

describe('one intrusion', () => {
  const sighted = () => {
    const bench = new Bench();
    bench.register('PF', 'pulse-fence-zone', { zone: 'Z3' });
    bench.register('IR', 'infrared-beam', { zone: 'Z3' });
    bench.register('VA', 'perimeter-analytics', { zone: 'Z3' });
    bench.register('PF2', 'pulse-fence-zone', { zone: 'Z4' });
    for (const device of ['PF', 'IR', 'VA']) {
      bench.report(device, 'intrusion');
      bench.now += 4_000;
    }
    return bench;
  };

  test('E6.1.4-1 seen by fence, beam and camera within 10 s of each other is one incident with three evidences', () => {
    const bench = sighted();
    const [lead, ...evidences] = alarms(bench);
    expect(evidences.map(({ group }) => group)).toEqual([
      { lead: lead!.id, why: 'zone', scope: 'Z3' },
      { lead: lead!.id, why: 'zone', scope: 'Z3' },
    ]);
    expect(bench.state.members.get(lead!.id)?.size).toBe(2);
    const declared = bench.catalogue.rule('perimeter.intrusion')!.actions!;
    expect(kinds(bench.events).filter((kind) => kind === 'action.asked')).toHaveLength(declared.length);
  });

  test('E6.1.4-1 another zone, or the same one later, is another incident', () => {
    const bench = sighted();
    bench.report('PF2', 'intrusion');
    expect(incidents(bench)).toHaveLength(2);
    bench.register('IR2', 'infrared-beam', { zone: 'Z3' });
    bench.wait(20_000);
    bench.report('IR2', 'intrusion');
    expect(incidents(bench)).toHaveLength(3);
  });

  test('7.2.4 what is done with it is done with its evidences, and it closes after them', () => {
    const bench = sighted();
    const [lead] = alarms(bench);
    bench.handle(lead!.id, 'acknowledge');
    expect(alarms(bench).every(({ acknowledged }) => acknowledged)).toBe(true);
    bench.doSteps(lead!.id);
    bench.report('PF', 'intrusion', { active: false });
    expect(lead!.case).toBe('acknowledged');
    bench.report('IR', 'intrusion', { active: false });
    bench.report('VA', 'intrusion', { active: false });
    expect(bench.state.alarms.size).toBe(0);
  });

  test('7.2.7-3 called false, its evidences are false too', () => {
    const bench = sighted();
    const all = alarms(bench);
    bench.handle(all[0]!.id, 'dismiss');
    expect(all.map(({ falseAlarm }) => falseAlarm)).toEqual([true, true, true]);
  });
});

describe('a cause and what hangs below it', () => {
  test('6.3.4 a feeder that trips is one incident with everything that it takes along', () => {
    const bench = grid(50);
    bench.observe('F', { tripped: 1 });
    for (let i = 0; i < 50; i++) bench.observe(`N${i}`, { fault: 1 });
    expect(incidents(bench).map(({ device }) => device)).toEqual(['F']);
    expect(on(bench, 'N7').group).toEqual({ lead: on(bench, 'F').id, why: 'below', scope: 'F' });
  });

  test('6.3.4 told after its consequences, it takes them in', () => {
    const bench = grid(5);
    for (let i = 0; i < 5; i++) bench.observe(`N${i}`, { fault: 1 });
    expect(incidents(bench)).toHaveLength(5);
    bench.observe('F', { tripped: 1 });
    expect(incidents(bench).map(({ device }) => device)).toEqual(['F']);
  });

  test('WALL what it does not explain is shown by itself', () => {
    const bench = grid(2);
    bench.observe('F', { tripped: 1 });
    bench.observe('N0', { wet: 1 });
    expect(incidents(bench).map(({ device }) => device)).toEqual(['F', 'N0']);
  });

  test('WALL what is still wrong two minutes after the cause is gone is shown by itself again', () => {
    const bench = grid(2);
    bench.observe('F', { tripped: 1 });
    bench.observe('N0', { fault: 1 });
    bench.observe('N1', { fault: 1 });
    bench.handle(on(bench, 'F').id, 'acknowledge');
    bench.now += 1_000;
    bench.observe('F', { tripped: 0 });
    bench.observe('N0', { fault: 0 });
    bench.wait(120_000);
    expect(alarms(bench).map(({ device, group }) => [device, group])).toEqual([['N1', null]]);
  });
});

describe('a flood', () => {
  const flooded = () => {
    const bench = grid(60);
    for (let i = 0; i < 60; i++) {
      bench.observe(`N${i}`, { wet: 1 });
      bench.wait(1_000);
    }
    return bench;
  };

  test('WALL begins at ten alarms an operator in ten minutes; what follows is gathered by building and facility', () => {
    const bench = flooded();
    expect(kinds(bench.events).filter((kind) => kind === 'flood.began')).toHaveLength(1);
    expect(incidents(bench).length).toBeLessThan(25);
    const late = on(bench, 'N59');
    expect(late.group).toMatchObject({ why: 'flood', scope: `${late.building}/grid` });
  });

  test('WALL counts by the operators that share the alarms', () => {
    const bench = grid(60);
    const alone = new Evaluator(CATALOGUE, bench.state, bench.now, 1);
    for (let i = 0; i < 10; i++) bench.observe(`N${i}`, { wet: 1 });
    expect(bench.state.floodSince).toBeNull();
    const nothing = { registrations: [], removals: [], observations: null, reports: [], commands: [] };
    const rest = { orders: [], ended: [], siteChanges: [] };
    expect(kinds(alone.evaluate({ ...nothing, ...rest }, bench.seq + 1, bench.now))).toEqual(['flood.began']);
  });

  test('WALL ends when fewer than five an operator came in ten minutes', () => {
    const bench = flooded();
    bench.wait(601_000);
    bench.wait(1_000);
    expect(bench.state.floodSince).toBeNull();
  });
});

test('WALL an independent fire is never hidden, whatever else there is', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('fault' as const), node: fc.nat(59) }),
    fc.record({ do: fc.constant('wet' as const), node: fc.nat(59) }),
    fc.record({ do: fc.constant('trip' as const), on: fc.boolean() }),
    fc.record({ do: fc.constant('fire' as const), detector: fc.nat(19), on: fc.boolean() }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(200_000) }),
    fc.record({ do: fc.constant('acknowledge' as const), alarm: fc.nat(40) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const bench = grid(60);
      for (let i = 0; i < 20; i++)
        bench.register(`S${i}`, 'smoke-detector', { parent: 'G', zone: 'Z', building: `B${i % 7}` });
      for (const one of steps) {
        bench.now += 10;
        if (one.do === 'fault' || one.do === 'wet') bench.observe(`N${one.node}`, { [one.do]: 1 });
        if (one.do === 'trip') bench.observe('F', { tripped: one.on ? 1 : 0 });
        if (one.do === 'fire') bench.observe(`S${one.detector}`, { alarm: one.on ? 1 : 0 });
        if (one.do === 'wait') bench.wait(one.ms);
        const id = one.do === 'acknowledge' ? alarms(bench)[one.alarm]?.id : undefined;
        if (id) bench.handle(id, 'acknowledge');
      }
      for (const { code, group } of alarms(bench)) if (code === 'fire.smoke') expect(group).toBeNull();
      // Whatever belongs to an incident can be reached from it, and the incident is open.
      for (const { id, group } of alarms(bench)) {
        if (!group) continue;
        expect(bench.state.alarms.get(group.lead)?.group).toBeNull();
        expect(bench.state.members.get(group.lead)?.has(id)).toBe(true);
      }
      const again = decodeSnapshot(encodeSnapshot(bench.state));
      expect(again.members).toEqual(bench.state.members);
      expect(again.leads).toEqual(bench.state.leads);
    }),
    { numRuns: 300 },
  );
});
