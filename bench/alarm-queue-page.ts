/** What the virtual module of the bench gives the page: React and the desk's own parts. */
const PARTS = '/bench/parts.ts';

export interface QueueShape {
  readonly name: string;
  readonly alarms: number;
  /** Incidents that gather all but the independent critical ones; 0 for every alarm by itself. */
  readonly causes: number;
  readonly critical: number;
  readonly batches: number;
  readonly changes: number;
}

/** JavaScript of one update, milliseconds of the clock on the wall. */
export interface QueueFigures {
  readonly openAtEnd: number;
  readonly rowsDrawn: number;
  readonly updateMs: { readonly p10: number; readonly p50: number; readonly p95: number };
}

/** The page with its queue drawn. */
export type QueueWindow = Window & { feed(): Promise<QueueFigures> };

/**
 * What runs inside the page of the alarm-queue benchmark: the desk's queue, families, banner and notice over a store with open alarms, to
 * be fed batch by batch by `feed`. Self-contained, since it is sent to the browser as text.
 */
export async function openQueue({ shape, site, parts }: { shape: QueueShape; site: object; parts: string }) {
  const load = (path: string) => import(/* @vite-ignore */ path);
  const {
    createElement: h,
    createRoot,
    flushSync,
    Catalogue,
    FACILITIES,
    TwinStore,
    Signal,
    ...desk
  } = await load(parts);
  // Mulberry32, seeded: the same alarms every time.
  let seed = 7;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const DEVICES = 2_000;
  const START = Date.UTC(2026, 10, 22);
  let due: (() => void)[] = [];
  const store = new TwinStore({
    site: 'bench',
    catalogue: new Catalogue(FACILITIES),
    now: () => START + 600_000,
    schedule: (run: () => void) => due.push(run),
  });
  let seq = 0;
  const fold = (events: object[]) => {
    const recordedAt = START + seq * 100;
    const logged = events.map((event, ordinal) => ({ seq: seq + 1, ordinal, recordedAt, event }));
    const none = {
      datastreams: new Int32Array(0),
      times: new Float64Array(0),
      values: new Float64Array(0),
      heard: new Float64Array(0),
    };
    store.fold({ after: seq, upto: seq + 1, recordedAt, sentAt: recordedAt, events: logged, ...none });
    seq++;
  };
  const tell = () => {
    const runs = due;
    due = [];
    for (const run of runs) run();
  };
  fold(
    Array.from({ length: DEVICES }, (_, slot) => ({
      kind: 'device.registered',
      slot,
      code: `D${slot}`,
      name: `Device ${slot}`,
      deviceKind: 'smoke-detector',
      facility: 'fire-alarm',
      building: `B${slot % 19}`,
      storey: `${slot % 30}F`,
      space: null,
      zone: null,
      parent: null,
      location: { longitude: 112.55, latitude: 37.87, height: 800 },
      datastreams: [],
    })),
  );
  let raised = 0;
  const open: string[] = [];
  const raise = () => {
    const id = `A${String(++raised).padStart(6, '0')}`;
    const independent = raised <= shape.critical;
    const lead = raised <= shape.critical + shape.causes;
    const cause = `A${String(shape.critical + 1 + Math.floor(random() * shape.causes)).padStart(6, '0')}`;
    const slot = Math.floor(random() * DEVICES);
    if (!lead || shape.causes === 0) open.push(id);
    return {
      kind: 'alarm.raised',
      id,
      code: independent ? 'fire.smoke' : 'fire.offline',
      device: `D${slot}`,
      facility: 'fire-alarm',
      priority: independent ? 1 : 2 + Math.floor(random() * 3),
      fault: !independent,
      time: START + seq * 100,
      building: `B${slot % 19}`,
      storey: `${slot % 30}F`,
      space: null,
      zone: null,
      property: null,
      value: null,
      data: null,
      group: lead || shape.causes === 0 ? null : { lead: cause, why: 'below', scope: 'D0' },
      procedure: null,
    };
  };
  for (let i = 0; i < shape.alarms; i += 500) fold(Array.from({ length: Math.min(500, shape.alarms - i) }, raise));
  tell();

  const center = {
    api: {},
    session: { account: 'bench', displayName: 'Bench', role: 'operator', permissions: ['alarm.handle'] },
    site,
    siteRevision: new Signal(0),
    store,
    connection: new Signal(null),
    clock: { now: () => START + 600_000 },
    course: null,
    handlers: new Map([['u1', 'Operator']]),
  };
  const root = document.body.appendChild(document.createElement('div'));
  root.style.cssText = 'width: 340px; height: 700px; display: grid';
  const work = new desk.Desk(center, { selection: null, view: 'scene' }, 1);
  const provided = h(
    desk.CenterContext.Provider,
    { value: center },
    h(
      desk.FormatProvider,
      { timeZone: 'Asia/Shanghai' },
      h(
        desk.DeskContext.Provider,
        { value: work },
        ...[desk.AlarmQueue, desk.Families, desk.AlarmBanner, desk.NewAlarmNotice].map((part, key) => h(part, { key })),
      ),
    ),
  );
  flushSync(() => createRoot(root).render(provided));
  await new Promise((resolve) => setTimeout(resolve, 500));

  const change = (): object => {
    const draw = random();
    if (draw < 0.3) return raise();
    const at = Math.floor(random() * open.length);
    const id = open[at]!;
    if (draw < 0.6) {
      open[at] = open.at(-1)!;
      open.pop();
      return { kind: 'alarm.closed', id, from: 'acknowledged' };
    }
    if (draw < 0.8) return { kind: 'alarm.recurred', id, time: START, value: null, data: null };
    const nothing = { reason: null, until: null, assignee: null, step: null, answer: null };
    return { kind: 'alarm.handled', id, action: 'acknowledge', by: 'u1', ...nothing };
  };
  const feed = async (): Promise<QueueFigures> => {
    const times: number[] = [];
    for (let i = 0; i < shape.batches; i++) {
      const events = Array.from({ length: shape.changes }, change);
      const start = performance.now();
      fold(events);
      flushSync(tell);
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    times.sort((a, b) => a - b);
    const at = (q: number) => Math.round(times[Math.floor(times.length * q)]! * 10) / 10;
    const rowsDrawn = document.querySelectorAll('[data-queue-row]').length;
    return { openAtEnd: store.alarms().length, rowsDrawn, updateMs: { p10: at(0.1), p50: at(0.5), p95: at(0.95) } };
  };
  Object.assign(window, { feed });
}

/** The source of the virtual module that gives the page its parts. */
export const PARTS_MODULE = {
  path: PARTS,
  source: `
export { createElement } from 'react';
export { flushSync } from 'react-dom';
export { createRoot } from 'react-dom/client';
export { Catalogue, FACILITIES } from 'twin-core';
export { TwinStore } from '/src/state/twin-store.ts';
export { Signal } from '/src/state/signal.ts';
export { CenterContext } from '/src/kit/center-context.ts';
export { FormatProvider } from '/src/kit/format-context.tsx';
export { Desk, DeskContext } from '/src/views/desk/desk.ts';
export { AlarmQueue } from '/src/views/desk/queue/alarm-queue.tsx';
export { Families } from '/src/views/desk/overview/families.tsx';
export { AlarmBanner } from '/src/views/desk/alarm-banner.tsx';
export { NewAlarmNotice } from '/src/views/desk/new-alarm-notice.tsx';
`,
};
