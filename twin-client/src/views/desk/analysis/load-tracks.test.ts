import { Catalogue, type Device, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import type { Api } from '../../../state/api.ts';
import type { TwinStore } from '../../../state/twin-store.ts';
import { lengthKm, loadTracks, moversOf } from './load-tracks.ts';

const device = (code: string, deviceKind: string) => ({ code, name: code, deviceKind }) as Device;
const store = {
  catalogue: new Catalogue(FACILITIES),
  state: { devices: [device('PT-1', 'patrol-terminal'), undefined, device('FA-1', 'smoke-detector')] },
} as unknown as TwinStore;
const item = (time: number, last: number) => ({ time, last, min: last, max: last, mean: last, count: 1 });

test('4: what moves is what declares where it is, whatever its facility', () => {
  expect(moversOf(store).map(({ code }) => code)).toEqual(['PT-1']);
});

test('4: a way is made of the instants that have both coordinates; who was not heard of has none', async () => {
  const answers: Readonly<Record<string, readonly ReturnType<typeof item>[]>> = {
    'PT-1 longitudeDeg': [item(0, 112.55), item(5000, 112.551), item(10000, 112.552)],
    'PT-1 latitudeDeg': [item(0, 37.87), item(10000, 37.87)],
    'PT-2 longitudeDeg': [],
    'PT-2 latitudeDeg': [],
  };
  const asked: number[] = [];
  const api: Pick<Api, 'series'> = {
    series: async (code, { property, intervalMs }) => {
      asked.push(intervalMs);
      return answers[`${code} ${property}`] ?? [];
    },
  };
  const movers = [device('PT-1', 'patrol-terminal'), device('PT-2', 'patrol-terminal')];
  const tracks = await loadTracks(api, movers, { from: 0, to: 3_600_000 }, new AbortController().signal);
  expect(tracks.map(({ code, points }) => [code, points.length])).toEqual([['PT-1', 2]]);
  expect(new Set(asked)).toEqual(new Set([5000]));
  expect(lengthKm(tracks[0]!)).toBeCloseTo(0.1756, 3);
});
