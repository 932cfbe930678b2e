import { geodesicAreaM2, geodesicLengthM } from 'twin-core/geometry';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '../ground-plan.ts';
import { PlaceDraft } from './place-draft.ts';
import { geometryOf, middlesOf, shapeOf } from './place-shape.ts';
import { snapTo } from './snap.ts';

const A: LonLat = [112.55, 37.87];
const B: LonLat = [112.551, 37.87];
const C: LonLat = [112.551, 37.871];
const D: LonLat = [112.55, 37.871];

function drawn(...places: LonLat[]): PlaceDraft {
  const draft = new PlaceDraft({ draw: 'polygon' });
  for (const place of places) draft.press(place);
  draft.finish();
  return draft;
}

describe('7.2.4-1 a place is drawn', () => {
  test('corner by corner, closed by Enter; the second click of a double click sets none', () => {
    const draft = new PlaceDraft({ draw: 'polygon' });
    draft.press(A);
    draft.press(A);
    draft.press(B);
    expect(draft.finish()).toBe(false);
    draft.point(C);
    expect(draft.shown.points).toEqual([A, B, C]);
    draft.press(C);
    expect(draft.finish()).toBe(true);
    expect([draft.isWhole, draft.shape.points]).toEqual([true, [A, B, C]]);
  });

  test('a corner can be taken back while it is drawn', () => {
    const draft = new PlaceDraft({ draw: 'line' });
    for (const place of [A, B, C]) draft.press(place);
    draft.undo();
    draft.finish();
    expect(draft.shape.points).toEqual([A, B]);
  });

  test('a circle by its middle and its edge has the circle’s size', () => {
    const draft = new PlaceDraft({ draw: 'circle' });
    draft.press(A);
    draft.press([A[0] + 0.001, A[1]]);
    const radiusM = geodesicLengthM([A, [A[0] + 0.001, A[1]]]);
    expect(draft.isWhole).toBe(true);
    expect(geodesicAreaM2(draft.shape.points) / (Math.PI * radiusM ** 2)).toBeCloseTo(1, 1);
  });

  test('a point is whole at once', () => {
    const draft = new PlaceDraft({ draw: 'point' });
    draft.press(A);
    expect(draft.isWhole).toBe(true);
    expect(geometryOf(draft.shape)).toEqual({ type: 'Point', coordinates: A });
  });
});

describe('7.2.4-1 a place is changed', () => {
  test('a drag is one step back and forth, however many movements it was', () => {
    const draft = drawn(A, B, C, D);
    for (let i = 1; i <= 5; i += 1) draft.drag(2, [C[0] + i * 1e-5, C[1]]);
    draft.drop();
    expect(draft.shape.points[2]).toEqual([C[0] + 5e-5, C[1]]);
    draft.undo();
    expect(draft.shape.points).toEqual([A, B, C, D]);
    draft.redo();
    expect(draft.shape.points[2]).toEqual([C[0] + 5e-5, C[1]]);
    expect([draft.canUndo, draft.canRedo]).toEqual([true, false]);
  });

  test('corners are put between others and taken away, but not the last three', () => {
    const draft = drawn(A, B, C, D);
    const last = middlesOf(draft.shape).at(-1)!;
    draft.insert(last.at, last.place);
    expect(draft.shape.points).toHaveLength(5);
    expect(draft.selected).toBe(4);
    expect([draft.remove(4), draft.remove(3), draft.remove(0)]).toEqual([true, true, false]);
    expect(draft.shape.points).toEqual([A, B, C]);
  });

  test('keys go from corner to corner and move one by decimetres', () => {
    const draft = drawn(A, B, C);
    draft.selectNext(1);
    draft.selectNext(-1);
    expect(draft.selected).toBe(2);
    draft.nudge(0, 0.1);
    expect(geodesicLengthM([C, draft.shape.points[2]!])).toBeCloseTo(0.1, 4);
    expect(draft.shape.points[2]![1]).toBeGreaterThan(C[1]);
  });
});

describe('6.4.1-9 places as they are stored', () => {
  test('rings are closed and run counterclockwise, holes the other way (RFC 7946); what is read back is the same', () => {
    const hole: LonLat[] = [[112.5502, 37.8702], [112.5508, 37.8702], [112.5508, 37.8708]];
    const geometry = geometryOf({ kind: 'polygon', points: [D, C, B, A], holes: [hole] });
    expect(geometry).toMatchObject({ type: 'Polygon', coordinates: [[A, B, C, D, A], expect.anything()] });
    expect(shapeOf(geometry).points).toEqual([A, B, C, D]);
    expect(shapeOf(geometry).holes[0]).toEqual([...hole].reverse());
    const line = geometryOf({ kind: 'line', points: [A, B], holes: [] });
    expect(shapeOf(line)).toEqual({ kind: 'line', points: [A, B], holes: [] });
  });

  test('a pointer near a corner means the corner', () => {
    const pointOf = ([longitude, latitude]: LonLat) => [(longitude - 112.55) * 1e5, (latitude - 37.87) * 1e5] as const;
    const near: LonLat = [B[0] + 5e-5, B[1]];
    expect(snapTo(near, pointOf(near), [A, B, C], pointOf)).toEqual(B);
    const far: LonLat = [B[0] + 2e-4, B[1]];
    expect(snapTo(far, pointOf(far), [A, B, C], pointOf)).toBeNull();
    expect(snapTo(near, pointOf(near), [B], () => null)).toBeNull();
  });
});
