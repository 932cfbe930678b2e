import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { NetworkFile } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Network } from '../../networks/network.ts';
import { trace } from '../../networks/trace.ts';
import { bakePipes, type PipesReport } from './bake-pipes.ts';
import { levelGround } from './ground-heights.ts';

const FIXTURES = process.env.TWIN_FIXTURES;

describe.skipIf(!FIXTURES)('4.2.3 networks of EPANET’s own examples', () => {
  let folder: string;
  const reports = new Map<string, PipesReport>();
  const networks = new Map<string, Network>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'twin-networks-'));
    for (const [name, scale] of [
      ['Net3', 100],
      ['ky10', 0.3048],
    ] as const) {
      const out = join(folder, name);
      const report = await bakePipes(`${FIXTURES}/gis/water_network_${name}.inp`, out, {
        plan: { by: 'middle', longitude: 112.55, latitude: 37.87, scale, headingDeg: 0 },
        heights: { by: 'depth', part: 'usual', depthM: 1.5 },
        ground: levelGround(771.5),
      });
      reports.set(name, report);
      networks.set(name, new Network(NetworkFile.parse(JSON.parse(await readFile(join(out, 'network.json'), 'utf8')))));
    }
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  const run = (name: string, element: string, kind: 'isolate' | 'downstream' | 'upstream') => {
    const network = networks.get(name)!;
    return trace(network, network.element(element)!, kind);
  };

  test('have all their pipes, pumps, valves, tanks', () => {
    expect(reports.get('Net3')).toMatchObject({
      edges: 119,
      nodes: 97,
      kinds: { reservoir: 2, tank: 3 },
      rejected: [],
    });
    expect(reports.get('ky10')).toMatchObject({
      edges: 1061,
      nodes: 935,
      kinds: { reservoir: 2, tank: 13 },
      rejected: [],
    });
    const kinds = [...networks.get('ky10')!.edges.values()].map(({ kind }) => kind);
    expect([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length])).toEqual([
      ['pipe', 1043],
      ['pump', 13],
      ['valve', 5],
    ]);
  });

  test('Net3 by hand: the intake from the river is shut at the river alone, and nobody is without water', () => {
    // River ─ 60 ─ pump 335 ─ 61 …, bypass 60 ─ pipe 330 (closed) ─ 601 ─ 61. Behind the pump three tanks feed on.
    const found = run('Net3', 'pipe-60', 'isolate');
    expect(found.closures.filter(({ needed }) => needed).map(({ id }) => id)).toEqual(['River']);
    expect(found.closures.map(({ id, closed }) => [id, closed])).toContainEqual(['330', true]);
    expect(found.connections).toEqual([]);
  });

  test('Net3 by hand: node 15 hangs on pipe 101’s neighbor alone', () => {
    // 20 ─ tank 3; junction 15 is the end of pipe 25's line: nothing else is fed through its last pipe.
    const [last] = networks.get('Net3')!.edgesAt('15');
    const found = run('Net3', last!.id, 'downstream');
    expect(found.connections.map(({ id }) => id)).toEqual(['15']);
  });

  test('ky10: whatever pipe bursts, its route comes from a supply and its closures keep it from every one', () => {
    const network = networks.get('ky10')!;
    for (const id of [...network.edges.keys()].filter((_, index) => index % 40 === 0)) {
      const up = run('ky10', id, 'upstream');
      expect([id, up.ends.map(({ kind }) => /reservoir|tank/.test(kind))]).toEqual([id, [true]]);
      const { closures, lines } = run('ky10', id, 'isolate');
      expect([id, closures.some(({ needed }) => needed)]).toEqual([id, true]);
      expect(lines.filter(({ role }) => role === 'segment').map((line) => line.id)).toContain(id);
    }
  });

  test('their tiles pass the glTF validator', async () => {
    for (const name of ['Net3', 'ky10']) {
      const tiles = await readdir(join(folder, name, 'pipes'));
      for (const file of tiles.filter((one) => one.endsWith('.glb')).slice(0, 4)) {
        const { issues } = await validateBytes(new Uint8Array(await readFile(join(folder, name, 'pipes', file))));
        expect([file, issues.numErrors, issues.numWarnings]).toEqual([file, 0, 0]);
      }
    }
  });
});
