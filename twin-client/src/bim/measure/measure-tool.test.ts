import { describe, expect, test } from 'vitest';
import { MeasureTool } from './measure-tool.ts';

const face = (x: number, y: number, z: number) => ({ kind: 'face' as const, point: [x, y, z] as const });

describe('inside: measure', () => {
  test('two points end a length; the next click begins another', () => {
    const tool = new MeasureTool(() => undefined);
    tool.start('length');
    tool.put(face(0, 0, 0));
    tool.put(face(3, 0, 4));
    tool.put(face(9, 0, 0));
    const { done, points } = tool.state.get();
    expect(done).toEqual([
      {
        number: 1,
        kind: 'length',
        points: [
          [0, 0, 0],
          [3, 0, 4],
        ],
      },
    ]);
    expect(points).toEqual([[9, 0, 0]]);
  });

  test('a path ends when it is told; a double click puts no second point', () => {
    const tool = new MeasureTool(() => undefined);
    tool.start('path');
    for (const x of [0, 1, 2, 2]) tool.put(face(x, 0, 0));
    tool.finish();
    expect(tool.state.get().done[0]?.points).toHaveLength(3);
  });

  test('an area of two points is none; undo takes back, clear takes all, the tape stays in hand', () => {
    const tool = new MeasureTool(() => undefined);
    tool.start('area');
    tool.put(face(0, 0, 0));
    tool.put(face(1, 0, 0));
    expect(tool.undo()).toBe(true);
    expect(tool.state.get().points).toHaveLength(1);
    tool.put(face(2, 0, 0));
    tool.finish();
    expect(tool.state.get()).toMatchObject({ done: [], points: [], kind: 'area' });
    tool.clear();
    expect(tool.undo()).toBe(false);
    expect(tool.active).toBe(true);
  });
});
