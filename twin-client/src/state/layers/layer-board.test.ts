import type { LayerFeature } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { LayerEntry } from '../records/layer.ts';
import { LayerBoard } from './layer-board.ts';
import { lookOf } from './layer-look.ts';

const entry = (code: string, more: object = {}) =>
  LayerEntry.parse({
    code,
    name: { zh: code, en: code },
    kind: 'features',
    group: 'ground',
    source: 'test',
    crs: 'EPSG:4326',
    updatedAt: 1,
    ...more,
  });

function bench(kept = new Map<string, string>()) {
  const asked: string[] = [];
  let away = false;
  const keeping = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const board = new LayerBoard({
    account: 'someone',
    keeping,
    load: async (layer) => {
      asked.push(layer);
      if (away) throw new Error('away');
      return [{ layer, id: String(asked.length) } as LayerFeature];
    },
  });
  const codes = () => board.layers.get().map(({ record }) => record.code);
  const setAway = (value: boolean) => {
    away = value;
  };
  return { board, asked, codes, kept, setAway };
}

describe('6.4.1-9 layers on one screen', () => {
  test('begin as their records say, the lowest first; what a person changes is kept for the person', () => {
    const { board, codes, kept } = bench();
    board.setRecords([entry('b', { order: 2 }), entry('a', { order: 2, visible: false }), entry('c', { order: -1 })]);
    expect(codes()).toEqual(['c', 'a', 'b']);
    board.setVisible(['a'], true);
    board.setOpacity('b', 1.7);
    board.move('c', 2);
    const again = bench(kept);
    again.board.setRecords([entry('a', { order: 2, visible: false }), entry('b', { opacity: 0.2 }), entry('c')]);
    expect(again.codes()).toEqual(['a', 'b', 'c']);
    expect(again.board.layer('a')?.visible).toBe(true);
    expect(again.board.layer('b')?.opacity).toBe(1);
    again.board.reset();
    expect(again.board.layer('b')?.opacity).toBe(0.2);
  });

  test('buildings are colored as their record says until a person chooses otherwise', () => {
    const { board, kept } = bench();
    board.setRecords([entry('a', { kind: 'buildings' }), entry('b', { kind: 'buildings', style: { colorBy: 'use' } })]);
    expect(board.layers.get().map(({ coloring }) => coloring)).toEqual(['plain', 'use']);
    board.setColoring('b', 'height');
    const again = bench(kept);
    again.board.setRecords([entry('b', { kind: 'buildings', style: { colorBy: 'use' } })]);
    expect(again.board.layer('b')?.coloring).toBe('height');
  });

  test('a layer that did not change stays the same object; the same layers again tell nobody', () => {
    const { board } = bench();
    board.setRecords([entry('a'), entry('b')]);
    const [a, b] = board.layers.get();
    const told: number[] = [];
    board.layers.subscribe(() => told.push(board.layers.get().length));
    board.setRecords([entry('a'), entry('b')]);
    expect(told).toEqual([]);
    board.setRecords([entry('a'), entry('b', { updatedAt: 2 })]);
    expect(board.layers.get()[0]).toBe(a);
    expect(board.layers.get()[1]).not.toBe(b);
  });

  test('features are asked for once, again after a change, and again after a failure', async () => {
    const { board, asked, setAway } = bench();
    board.setRecords([entry('a')]);
    expect(await board.features('a')).toBe(await board.features('a'));
    board.setRecords([entry('a', { updatedAt: 2 })]);
    setAway(true);
    await expect(board.features('a')).rejects.toThrow('away');
    setAway(false);
    await board.features('a');
    expect(asked).toHaveLength(3);
    await expect(board.features('none')).rejects.toThrow('none');
  });

  test('damaged storage changes nothing', () => {
    const { board, codes } = bench(new Map([['twin.layers.someone', '{"a":{"opacity":7}}']]));
    board.setRecords([entry('a')]);
    expect(codes()).toEqual(['a']);
    expect(board.layer('a')?.opacity).toBe(1);
  });

  test('a look is the record’s own, else its class’s, else its group’s', () => {
    const water = lookOf(entry('w', { classCode: '230101' }));
    expect(water.fill).toBe('#1d4266');
    expect(lookOf(entry('w', { classCode: '230101', style: { fill: '#010203' } }))).toMatchObject({
      fill: '#010203',
      line: '#010203',
    });
    expect(lookOf(entry('e', { group: 'emergency' })).dashM).toEqual([4, 2]);
  });
});
