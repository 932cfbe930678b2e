import fc from 'fast-check';
import type { TraceKind } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { isolate } from './isolate.ts';
import { Network } from './network.ts';
import { sampleNetwork } from './sample-network.test-kit.ts';
import { fedNodes } from './supply.ts';
import { trace } from './trace.ts';

function traced(text: string, start: string, kind: TraceKind = 'isolate') {
  const network = new Network(sampleNetwork(text));
  const found = trace(network, network.element(start)!, kind);
  return {
    needed: found.closures
      .filter(({ needed }) => needed)
      .map(({ id }) => id)
      .sort(),
    spare: found.closures
      .filter(({ needed }) => !needed)
      .map(({ id }) => id)
      .sort(),
    homes: found.connections.map(({ id }) => id).sort(),
    hydrants: found.hydrants.map(({ id }) => id),
    lines: found.lines.map(({ id, role }) => `${role} ${id}`).sort(),
    ends: found.ends.map(({ id }) => id),
  };
}

/** S ─ V1 ─ a ─ b ─ V2 ─ H2, a branch V3 ─ H3 at a, and F1 at b. */
const TREE = 'S-V1 V1-a a-b b-V2 V2-H2 a-V3 V3-H3 b-F1';

describe('4.2.3 what to shut for a burst', () => {
  test('in a tree: the valve before it; those behind are told and not needed', () => {
    const found = traced(TREE, 'a-b');
    expect(found.needed).toEqual(['V1']);
    expect(found.spare).toEqual(['V2', 'V3']);
    expect(found.homes).toEqual(['H2', 'H3']);
    expect(found.hydrants).toEqual(['F1']);
    expect(found.lines.filter((line) => line.startsWith('segment'))).toEqual([
      'segment V1-a',
      'segment a-V3',
      'segment a-b',
      'segment b-F1',
      'segment b-V2',
    ]);
    expect(found.lines.filter((line) => line.startsWith('out'))).toEqual(['out V2-H2', 'out V3-H3']);
  });

  test('behind a valve: that valve alone, and nobody else is without water', () => {
    expect(traced(TREE, 'V3-H3')).toMatchObject({ needed: ['V3'], homes: ['H3'], hydrants: [] });
  });

  test('in a ring: both valves beside it, and who hangs on the rest of the ring keeps water', () => {
    const ring = 'S-a a-V1 V1-b b-V2 V2-c c-V3 V3-a b-H1 c-H2';
    expect(traced(ring, 'V1-b')).toMatchObject({ needed: ['V1', 'V2'], homes: ['H1'] });
  });

  test('between two sources every valve that leads to one is needed', () => {
    expect(traced('S1-V1 V1-a a-V2 V2-S2 a-H1', 'a-H1')).toMatchObject({ needed: ['V1', 'V2'], homes: ['H1'] });
  });

  test('a valve that is shut already is told and not needed', () => {
    const network = sampleNetwork('S1-V1 V1-a a-V2 V2-S2 a-H1');
    const shut = new Network({
      ...network,
      nodes: network.nodes.map((node) => ({ ...node, closed: node.id === 'V2' })),
    });
    const { closures } = isolate(shut, shut.element('a-H1')!);
    expect(closures.map(({ id, needed, closed }) => [id, needed, closed])).toEqual([
      ['V1', true, false],
      ['V2', false, true],
    ]);
  });

  test('a check valve needs no shutting: nothing flows back through it', () => {
    expect(traced('S-V1 V1-a a>b b-T b-H1', 'V1-a')).toMatchObject({ needed: ['V1'], homes: [] });
  });

  test('a valve that is itself broken shuts nothing', () => {
    expect(traced('S-V1 V1-V2 V2-V3 V3-H1', 'V2')).toMatchObject({ needed: ['V1'], spare: ['V3'] });
  });

  test('without any valve the source is shut', () => {
    expect(traced('S-a a-H1', 'a-H1')).toMatchObject({ needed: ['S'], homes: ['H1'] });
  });

  test('in any network: with all needed ones shut nothing feeds the burst, and with one of them open something does', () => {
    const name = fc.constantFrom('S', 'T', 'V1', 'V2', 'V3', 'V4', 'a', 'b', 'c', 'd', 'H1', 'H2');
    const edge = fc.tuple(name, fc.constantFrom('-', '-', '-', '>', '|'), name).filter(([from, , to]) => from !== to);
    fc.assert(
      fc.property(fc.uniqueArray(edge, { minLength: 3, maxLength: 20, selector: (e) => e.join('') }), (edges) => {
        const network = new Network(sampleNetwork(edges.map((e) => e.join('')).join(' ')));
        const start = [...network.edges.values()].find(
          ({ closed, from, to }) => !closed && /^[a-d]/.test(from) && /^[a-dH]/.test(to),
        );
        fc.pre(start !== undefined);
        const { closures, segment } = isolate(network, { is: 'edge', edge: start! });
        const needed = closures.filter((closure) => closure.needed).map(({ id }) => id);
        const bursts = new Set([...segment].flatMap((id) => [network.edges.get(id)!.from, network.edges.get(id)!.to]));
        // A supply is shut towards the burst: whatever else it feeds goes on.
        const outlets = (id: string) =>
          [...network.edgesAt(id)].filter((edge) => segment.has(edge.id)).map((edge) => edge.id);
        const feeds = (shut: readonly string[]) => {
          const nodes = new Set(shut.filter((id) => id.startsWith('V')));
          const edges = new Set(shut.flatMap((id) => (/^[ST]\w?$/.test(id) ? outlets(id) : [id])));
          const fed = fedNodes(network, { nodes, edges });
          return [...bursts].some((id) => fed.has(id) && !/^[VST]/.test(id));
        };
        expect(feeds(needed)).toBe(false);
        const inner = [...bursts].some((id) => !/^[VST]/.test(id));
        for (const id of inner ? needed : []) expect(feeds(needed.filter((other) => other !== id))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('4.2.3 what is downstream, and where it comes from', () => {
  test('downstream of a pipe is what is fed through it alone', () => {
    expect(traced(TREE, 'a-V3', 'downstream')).toMatchObject({ homes: ['H3'], lines: ['path V3-H3', 'path a-V3'] });
    const ring = 'S-a a-b b-c c-a c-H1';
    expect(traced(ring, 'a-b', 'downstream')).toMatchObject({ homes: [], lines: ['path a-b'] });
  });

  test('upstream is the shortest way from a source', () => {
    expect(traced('S-a a-b b-c c-H1 T-c', 'c-H1', 'upstream')).toMatchObject({
      ends: ['T'],
      lines: ['path T-c', 'path c-H1'],
    });
    expect(traced('S|a a-H1', 'a-H1', 'upstream')).toMatchObject({ ends: [], lines: ['path a-H1'] });
  });
});

describe('4.2.3 sewers flow by their inverts', () => {
  const network = new Network(
    sampleNetwork('M1-M2 M3-M2 M2-M4 M4-O H1-M1 H2-M3', 'sewage', {
      H1: 771,
      H2: 771,
      M1: 770,
      M3: 770,
      M2: 769,
      M4: 768,
      O: 767,
    }),
  );
  const run = (start: string, kind: TraceKind) => trace(network, network.element(start)!, kind);
  const lines = (start: string, kind: TraceKind) =>
    run(start, kind)
      .lines.map(({ id }) => id)
      .sort();

  test('down to the outfall, whichever way a line was drawn', () => {
    expect(lines('M1-M2', 'downstream')).toEqual(['M1-M2', 'M2-M4', 'M4-O']);
    expect(lines('M3-M2', 'downstream')).toEqual(['M2-M4', 'M3-M2', 'M4-O']);
    expect(run('M1-M2', 'downstream').ends.map(({ id }) => id)).toEqual(['O']);
    const drawn = new Network(sampleNetwork('M2-M1', 'sewage', { M1: 770, M2: 769 }));
    expect(trace(drawn, drawn.element('M1')!, 'downstream').ends.map(({ id }) => id)).toEqual(['M2']);
  });

  test('up to all that flows here', () => {
    expect(lines('M2-M4', 'upstream')).toEqual(['H1-M1', 'H2-M3', 'M1-M2', 'M2-M4', 'M3-M2']);
    expect(run('M1-M2', 'upstream').connections.map(({ id }) => id)).toEqual(['H1']);
  });

  test('a broken sewer is plugged at the manhole above, and who lies above must not discharge', () => {
    const found = run('M2-M4', 'isolate');
    expect(found.closures.map(({ id, needed }) => [id, needed])).toEqual([
      ['M2', true],
      ['M4', false],
    ]);
    expect(found.connections.map(({ id }) => id).sort()).toEqual(['H1', 'H2']);
  });
});
