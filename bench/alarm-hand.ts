import type { APIRequestContext } from '@playwright/test';

/** How often a person looks at the queue, and how long an alarm has waited then, ms. */
const LOOK_MS = 5_000;
const WAITED_MS = 30_000;

interface Listed {
  readonly id: string;
  readonly case: string;
  readonly raisedAt: number;
}

/**
 * Works the queue as an operator does, by the API: what has waited for half a minute is looked into and called false, so that it closes when its
 * source is normal and about as many stand open at the end as at the beginning. Returns what ends it; it then says how many were worked.
 */
export function workAlarms(request: APIRequestContext, url: string): () => Promise<number> {
  let [ended, worked] = [false, 0];
  const look = async () => {
    const reply = await request.get(`${url}/api/v1/alarms?limit=200&falseAlarm=false`);
    if (!reply.ok()) return;
    const { items } = (await reply.json()) as { items: readonly Listed[] };
    for (const alarm of items) {
      if (ended || alarm.case === 'closed' || Date.now() - alarm.raisedAt < WAITED_MS) continue;
      const data = { reason: 'bench', confirm: true };
      const done = await request.post(`${url}/api/v1/alarms/${alarm.id}/dismiss`, { data });
      if (done.ok()) worked++;
    }
  };
  const working = (async () => {
    while (!ended) {
      await look().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  return async () => {
    ended = true;
    await working;
    return worked;
  };
}
