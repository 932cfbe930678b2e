import { expect } from 'vitest';
import { openApiBench } from './api-bench.test-kit.ts';
import type { DrillDetail } from './drill-view.ts';
import { SAMPLE_PHOTOS } from './sample-photos.test-kit.ts';

/** For tests: a scenario of the sample site that a crew is done with in 36 s. */
export const scenarioText = (code: string) => `
code: ${code}
title: { zh: 火警与入侵, en: Fire and intrusion }
description: { zh: 烟感报警，围栏同时有人翻越。, en: 'Smoke, and somebody at the fence.' }
place: { label: { zh: 1号楼, en: Building 1 }, building: B01 }
roles:
  - { id: operator, label: { zh: 值班员, en: Operator } }
  - { id: guard, label: { zh: 保安, en: Guard } }
vary: { smoke: [FA-1, FA-2] }
injects:
  - { id: smoke, at: 10, jitterS: 4, device: $smoke, observations: { obscurationPctM: 14, alarm: true } }
  - { id: climb, at: 30, device: PF-1, event: { type: intrusion }, say: { to: guard, text: { zh: 有人翻墙, en: Somebody climbs } } }
steps:
  - { id: ack, role: operator, text: { zh: 确认火警, en: Acknowledge }, counts: { alarm: acknowledge, device: $smoke }, after: smoke, withinS: 60 }
  - { id: confirm, role: guard, text: { zh: 现场确认, en: Confirm }, counts: { procedure: confirm, answer: fire }, after: smoke, withinS: 120 }
  - { id: arm, role: operator, text: { zh: 重新布防, en: Arm again }, counts: { command: arm, device: PF-1 }, after: climb, withinS: 60 }
  - { id: tell, role: operator, text: { zh: 通知保安, en: Tell the guard }, counts: { message: guard }, after: climb, withinS: 30 }
end: { afterS: 300 }
`;

type Who = 'administrator' | 'operator';

/** For tests: an API whose drills the administrator leads and the operator is trained in; their clock is bench.now. */
export async function openDrillBench() {
  const bench = await openApiBench({ conducted: true });
  /** Account ids by name. */
  const ids: Record<string, string> = {};
  for (const { id, account } of await bench.access.accounts.people()) ids[account] = id;
  const save = (code: string, text: string, status = 200) =>
    bench.json<{ faults: object[]; detail?: string }>(`/api/v1/drills/scenarios/${code}`, {
      as: 'administrator',
      method: 'PUT',
      body: { text },
      status,
    });
  const start = (more: object = {}) =>
    bench.json<DrillDetail>('/api/v1/drills', {
      as: 'administrator',
      body: { scenario: 'train', seed: 7, ...more },
      status: 201,
    });
  const act = (number: number, what: string, body: object = {}, as: Who = 'administrator', status = 200) =>
    bench.json<DrillDetail & { detail: string }>(`/api/v1/drills/${number}/${what}`, { as, body, status });
  const view = (number: number, as: Who = 'administrator') =>
    bench.json<DrillDetail>(`/api/v1/drills/${number}`, { as });
  const drillOf = (number: number) => bench.training.drills.find(`drill-${number}`)!;
  /** Asked by the trained operator in the drill's own course. */
  const inDrill = (number: number, path: string, body?: object, status = 200) =>
    bench.json<{ id: string; items: { id: string; device: string }[]; detail: string }>(
      `/courses/drill-${number}/api/v1${path}`,
      { as: 'operator', body, status },
    );
  /** Lets the drill's clock go on. */
  const wait = async (number: number, seconds: number) => {
    bench.now += seconds * 1000;
    await drillOf(number)?.tick();
  };
  const alarmOf = (number: number, device: string) =>
    [...drillOf(number).state().alarms.values()].find((alarm) => alarm.device === device)!;

  /** Runs a drill with a crew that does everything; resolves with its number. */
  async function runThrough(scenario: string): Promise<number> {
    const { number } = await start({ scenario });
    await act(number, 'join', { role: 'operator' }, 'operator');
    await act(number, 'resume');
    await wait(number, 15);
    const smoke = drillOf(number).plan.picked.smoke!;
    const picture = await bench.call(`/api/v1/drills/${number}/pictures?moment=smoke`, {
      as: 'operator',
      method: 'POST',
      body: SAMPLE_PHOTOS['image/jpeg'],
      headers: { 'content-type': 'image/jpeg' },
    });
    expect(picture.status).toBe(201);
    await wait(number, 5);
    await inDrill(number, `/alarms/${alarmOf(number, smoke).id}/acknowledge`, {});
    await wait(number, 15);
    await inDrill(number, `/alarms/${alarmOf(number, smoke).id}/step`, { step: 'confirm', answer: 'fire' });
    await act(number, 'messages', { to: 'guard', text: '到南侧围栏查看' }, 'operator');
    const told = await inDrill(number, '/devices/PF-1/commands', { command: 'arm', args: {} });
    expect(told).toMatchObject({ ok: true, results: [{ target: 'PF-1', ok: true, detail: 'drill: not sent' }] });
    await drillOf(number)?.tick();
    await expect.poll(async () => (await view(number)).endedAt).not.toBeNull();
    return number;
  }

  await save('train', scenarioText('train'));
  return { bench, ids, save, start, act, view, drillOf, inDrill, wait, alarmOf, runThrough };
}

/** For tests: what openDrillBench opens. */
export type DrillBench = Awaited<ReturnType<typeof openDrillBench>>;
