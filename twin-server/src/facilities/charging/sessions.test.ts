import { expect, test } from 'vitest';
import { foldSessions } from './sessions.ts';

const started = (session: string, time: number, by?: string) => ({
  type: 'sessionStarted',
  time,
  data: { session, ...(by ? { by } : {}) },
});
const paid = (session: string, time: number, channel: string, amountYuan: unknown = 2.4) => ({
  type: 'sessionPaid',
  time,
  data: { session, channel, amountYuan, energyKwh: 1.6 },
});

test.each(['alipay', 'wechat', 'unionpay'])('E6.1.9-2, 7.2.11-3 a payment by %s closes its session', (channel) => {
  expect(foldSessions([started('s1', 1, 'miniProgram')])).toMatchObject([
    { session: 's1', paidAt: null, channel: null },
  ]);
  expect(foldSessions([started('s1', 1, 'miniProgram'), paid('s1', 9, channel)])).toEqual([
    { session: 's1', startedAt: 1, by: 'miniProgram', paidAt: 9, channel, amountYuan: 2.4, energyKwh: 1.6 },
  ]);
});

test('7.2.11-3 the newest first, in whatever order they are told; a payment whose beginning is not known is one all the same', () => {
  const sessions = foldSessions([
    paid('s2', 20, 'wechat'),
    started('s3', 30),
    started('s2', 10),
    paid('s1', 5, 'alipay'),
  ]);
  expect(sessions.map(({ session }) => session)).toEqual(['s3', 's2', 's1']);
  expect(sessions[1]).toMatchObject({ startedAt: 10, paidAt: 20 });
  expect(sessions[2]).toMatchObject({ startedAt: null, paidAt: 5 });
});

test('7.2.11-3 what names no session, no known channel or no amount tells of none', () => {
  expect(foldSessions([paid('s1', 1, 'cash'), paid('s1', 1, 'alipay', 'much'), paid('s1', 1, 'alipay', -1)])).toEqual(
    [],
  );
  expect(foldSessions([{ type: 'sessionStarted', time: 1, data: null }, started('', 1)])).toEqual([]);
});
