import { describe, expect, test } from 'vitest';
import { nextDueDay, roundStanding } from './inspection.ts';
import { isOrderOverdue, orderAfter, WorkOrderState } from './work-order.ts';

describe('8.2.1 a work order', () => {
  test('goes from open over in progress and done to closed, and back only from done', () => {
    const life: WorkOrderState[] = ['open'];
    for (const act of ['take', 'done', 'reopen', 'done', 'close'] as const) life.push(orderAfter(life.at(-1)!, act)!);
    expect(life).toEqual(['open', 'inProgress', 'done', 'inProgress', 'done', 'closed']);
    for (const state of ['closed', 'cancelled'] as const)
      for (const act of ['take', 'assign', 'comment', 'photo', 'done', 'reopen', 'close', 'cancel'] as const)
        expect(orderAfter(state, act)).toBeNull();
    expect(orderAfter('open', 'done')).toBeNull();
    expect(orderAfter('done', 'cancel')).toBeNull();
  });

  test('is overdue once its time is over, unless it is done', () => {
    const late = WorkOrderState.options.filter((state) => isOrderOverdue({ state, dueAt: 10 }, 11));
    expect(late).toEqual(['open', 'inProgress']);
    expect(isOrderOverdue({ state: 'open', dueAt: 10 }, 10)).toBe(false);
    expect(isOrderOverdue({ state: 'open', dueAt: null }, 1e15)).toBe(false);
  });
});

describe('8.2.1-7 a round', () => {
  test.each([
    ['2026-11-02', 7, '2026-11-02', '2026-11-09'],
    ['2026-11-02', 7, '2026-11-01', '2026-11-09'],
    ['2026-11-02', 7, '2026-11-08', '2026-11-09'],
    ['2026-11-02', 7, '2026-11-09', '2026-11-16'],
    ['2026-11-02', 7, '2026-12-01', '2026-12-07'],
    ['2028-02-28', 1, '2028-02-28', '2028-02-29'],
  ])('due on %s every %i days, walked on %s, is due next on %s', (due, interval, walked, next) => {
    expect(nextDueDay(due, interval, walked)).toBe(next);
  });

  test('is due on its day and overdue from the next', () => {
    expect(['2026-11-01', '2026-11-02', '2026-11-03'].map((today) => roundStanding('2026-11-02', today))).toEqual([
      'later',
      'due',
      'overdue',
    ]);
  });
});
