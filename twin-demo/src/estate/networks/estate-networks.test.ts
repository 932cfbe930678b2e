import { geoToLocal } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { Vec2 } from '../../ifc/shape.ts';
import { buildEstate } from '../estate.ts';
import { inside } from '../ground/feature.ts';
import type { PipeLine } from './pipe-feature.ts';

const estate = buildEstate();
const inSite = ([longitude, latitude]: readonly [number, number]): Vec2 => {
  const [x, y] = geoToLocal(estate.site.frame, { longitude, latitude, height: estate.site.frame.height });
  return [x, y];
};
const networkOf = (medium: string) => estate.networks.find((network) => network.medium === medium)!;

/** Points every half metre along a line. */
function along(line: readonly Vec2[]): Vec2[] {
  return line.flatMap((to, i) => {
    const from = line[i - 1];
    if (!from) return [to];
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 0.5);
    return Array.from({ length: steps }, (_, step): Vec2 => {
      const share = (step + 1) / steps;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    });
  });
}

/** Depths of a pipe's top and bottom at a share of its length, metres below the ground. */
function span({ depth, diameterMm }: PipeLine, share: number): [top: number, bottom: number] {
  const d = diameterMm / 1000;
  if ('depthM' in depth) return [depth.depthM, depth.depthM + d];
  const invert = depth.startDepthM + (depth.endDepthM - depth.startDepthM) * share;
  return [invert - d, invert];
}

describe('4.2.3 the networks of the estate', () => {
  test('never run through a building, its basement or the garage', () => {
    const rings = estate.site.buildings.map(({ code, footprint }) => ({ code, ring: footprint.map(inSite) }));
    for (const { lines } of estate.networks) {
      for (const { code, line } of lines) {
        for (const at of along(line)) {
          const met = rings.find(({ ring }) => inside(ring, at));
          expect(met && `${code} in ${met.code} at ${at}`).toBeUndefined();
        }
      }
    }
  });

  test('never touch each other where they cross', () => {
    const all = estate.networks.flatMap(({ medium, lines }) => lines.map((line) => ({ medium, line })));
    const touching: string[] = [];
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1)) {
        if (one.medium === other.medium) continue;
        for (const [a, b] of pieces(one.line.line)) {
          for (const [c, d] of pieces(other.line.line)) {
            const met = crossing(a, b, c, d);
            if (!met) continue;
            const [top, bottom] = span(one.line, met[0]);
            const [otherTop, otherBottom] = span(other.line, met[1]);
            if (bottom > otherTop - 0.05 && otherBottom > top - 0.05)
              touching.push(
                `${one.line.code} (${top.toFixed(2)}–${bottom.toFixed(2)}) and ${other.line.code} (${otherTop.toFixed(2)}–${otherBottom.toFixed(2)})`,
              );
          }
        }
      }
    }
    expect(touching).toEqual([]);
  });

  test('water lies below the frost with valves and hydrants, and reaches every unit with homes', () => {
    const { lines, points } = networkOf('water');
    for (const { depth } of lines) expect(depth).toEqual({ depthM: 1.3 });
    const reached = new Set(
      points.filter(({ kind }) => kind === 'connection').map(({ building, unit }) => `${building}/${unit ?? ''}`),
    );
    for (const { building, unitNumber } of estate.houses) {
      expect(reached.has(`${building}/${unitNumber}`) || reached.has(`${building}/`), `${building}/${unitNumber}`).toBe(
        true,
      );
    }
    expect(points.filter(({ kind }) => kind === 'hydrant').length).toBeGreaterThan(15);
    expect(points.filter(({ kind }) => kind === 'valve').length).toBeGreaterThan(50);
    expect(points.filter(({ kind }) => kind === 'source')).toHaveLength(2);
  });

  test('sewers fall by 0.3 to 0.5 % under the roads, all to one outfall, no deeper than they can be dug', () => {
    const { lines, points } = networkOf('sewage');
    for (const { code, line, depth } of lines) {
      if (!('startDepthM' in depth)) throw new Error(`${code} has no depths of its ends`);
      const length = Math.hypot(line.at(-1)![0] - line[0]![0], line.at(-1)![1] - line[0]![1]);
      const fall = (depth.endDepthM - depth.startDepthM) / length;
      expect(fall, code).toBeGreaterThan(code.startsWith('WR') ? 0.0099 : 0.0029);
      expect(fall, code).toBeLessThan(code.startsWith('WR') ? 0.02 : 0.0051);
      expect(depth.endDepthM, code).toBeLessThan(6);
      if (!code.startsWith('WR')) expect(length, code).toBeLessThan(40.1);
    }
    expect(points.filter(({ kind }) => kind === 'outfall')).toHaveLength(1);
  });

  test('gas and power reach every house with homes, at their depths', () => {
    for (const medium of ['gas', 'power']) {
      const { points, lines } = networkOf(medium);
      const reached = new Set(points.flatMap(({ kind, building }) => (kind === 'connection' ? [building] : [])));
      for (const building of new Set(estate.houses.map((house) => house.building))) expect(reached).toContain(building);
      for (const { depth } of lines)
        expect(depth).toMatchObject({ depthM: medium === 'gas' ? 0.9 : expect.any(Number) });
    }
  });

  test('every code is given once in a network', () => {
    for (const { lines, points } of estate.networks) {
      const codes = [...lines, ...points].map(({ code }) => code);
      expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    }
  });
});

function pieces(line: readonly Vec2[]): (readonly [Vec2, Vec2])[] {
  return line.slice(1).map((to, i) => [line[i]!, to] as const);
}

/** Shares of two pieces at which they cross in plan; null where they do not. */
function crossing(a: Vec2, b: Vec2, c: Vec2, d: Vec2): readonly [number, number] | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const by = rx * sy - ry * sx;
  if (Math.abs(by) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / by;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / by;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : null;
}
