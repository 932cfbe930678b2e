import { expect, test } from 'vitest';
import { Signal } from '../state/signal.ts';
import type { SiteView } from '../state/site-view.ts';
import { followChanges } from './change-follower.ts';

/** A server whose answers are given by hand: the site's revision stands in its code. */
function bench() {
  const due = new Signal(0);
  const waiting: { answer(site: string): void; fail(): void }[] = [];
  const told: string[] = [];
  const named = (site: string) => ({ site, buildings: [] }) as unknown as SiteView;
  const stop = followChanges(named('first'), {
    due,
    read: () =>
      new Promise((resolve, reject) =>
        waiting.push({ answer: (site) => resolve(named(site)), fail: () => reject(new Error('away')) }),
      ),
    onChange: ({ site }) => told.push(site),
    retryMs: 5,
  });
  const asked = (count: number) => expect.poll(() => waiting.length).toBe(count);
  return { due, waiting, told, stop, asked };
}

test('W29 a site that changed is read again and told; the same site is not', async () => {
  const { due, waiting, told, asked, stop } = bench();
  due.set(1);
  await asked(1);
  waiting[0]!.answer('first');
  due.set(2);
  await asked(2);
  waiting[1]!.answer('second');
  await expect.poll(() => told).toEqual(['second']);
  stop();
});

test('W29 a change during a reading is not missed, and readings do not overlap', async () => {
  const { due, waiting, told, asked, stop } = bench();
  due.set(1);
  due.set(2);
  due.set(3);
  await asked(1);
  waiting[0]!.answer('old');
  await asked(2);
  waiting[1]!.answer('new');
  await expect.poll(() => told).toEqual(['old', 'new']);
  expect(waiting).toHaveLength(2);
  stop();
});

test('W29 a server that is away is asked again', async () => {
  const { due, waiting, told, asked, stop } = bench();
  due.set(1);
  await asked(1);
  waiting[0]!.fail();
  await asked(2);
  waiting[1]!.answer('back');
  await expect.poll(() => told).toEqual(['back']);
  stop();
  due.set(2);
  expect(waiting).toHaveLength(2);
});
