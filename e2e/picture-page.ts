/** What the virtual module of the picture tests gives the page: the client's own parts. */
const PARTS = '/pictures/parts.ts';

/** The source of that module. */
export const PICTURE_PARTS = {
  path: PARTS,
  source: `
import '/src/kit/fonts.ts';
import '/src/kit/theme/base.css';
export { createElement } from 'react';
export { createRoot } from 'react-dom/client';
export { Catalogue, FACILITIES, PRESET_LAYOUTS, PLAIN_WALL } from 'twin-core';
export { TwinStore } from '/src/state/twin-store.ts';
export { SceneClock } from '/src/state/scene-clock.ts';
export { LayerBoard } from '/src/state/layers/layer-board.ts';
export { Signal } from '/src/state/signal.ts';
export { App } from '/src/views/app.tsx';
`,
};

/** Something told: a value of every device of a kind, or of one device. */
export type Told = readonly [of: string, property: string, value: number];

/** An alarm that stands open, its age in seconds. */
export interface Open {
  readonly code: string;
  readonly device: string;
  readonly ageS: number;
  readonly priority: 1 | 2 | 3 | 4;
  readonly fault?: boolean;
  readonly procedure?: string;
  readonly acknowledged?: boolean;
}

interface Registered {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly facility: string;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
  readonly zone: string | null;
  readonly parent: string | null;
  readonly location: object;
}

export interface PictureData {
  readonly parts: string;
  /** Epoch ms. */
  readonly now: number;
  readonly site: { readonly site: string };
  readonly ground: object;
  readonly devices: readonly Registered[];
  readonly told: readonly Told[];
  readonly alarms: readonly Open[];
  readonly duties: readonly object[];
  /** Address of what every camera shows. */
  readonly camera: string;
}

/**
 * Runs inside the page: the client as it is, with a twin that stands still at an instant, and a server that knows only what pictures need; what
 * is asked beside stays unanswered. Self-contained, since it is sent to the browser as text.
 */
export async function showTwin(data: PictureData): Promise<void> {
  const load = (path: string) => import(/* @vite-ignore */ path);
  const { createElement, createRoot, Catalogue, FACILITIES, PRESET_LAYOUTS, PLAIN_WALL, ...client } = await load(
    data.parts,
  );
  const { now, site, ground, devices, told, alarms, duties } = data;
  const clock = new client.SceneClock(() => now);
  const catalogue = new Catalogue(FACILITIES);
  const store = new client.TwinStore({
    site: site.site,
    catalogue,
    now: clock.now,
    schedule: (run: () => void) => run(),
  });
  const streams: { slot: number; property: string; value: number }[] = [];
  const valueTold = (device: Registered, property: string) =>
    told.find(([of, name]) => name === property && of === device.code)?.[2] ??
    told.find(([of, name]) => name === property && of === device.kind)?.[2] ??
    0;
  const events: object[] = devices.map((device, slot) => {
    const { kind: deviceKind, code, name, facility, building, storey, space, zone, parent, location } = device;
    const properties = Object.keys(catalogue.kind(deviceKind)?.kind.datastreams ?? {});
    const datastreams = properties.map((property) => {
      streams.push({ slot: streams.length, property, value: valueTold(device, property) });
      return { slot: streams.length - 1, property };
    });
    const place = { building, storey, space, zone, parent, location };
    return { kind: 'device.registered', slot, code, name, deviceKind, facility, ...place, datastreams };
  });
  const byCode = new Map(devices.map((device) => [device.code, device]));
  for (const [i, alarm] of alarms.entries()) {
    const { building, storey, space, zone, facility } = byCode.get(alarm.device)!;
    const id = `A${String(i + 1).padStart(6, '0')}`;
    const nothing = { property: null, value: null, data: null, group: null };
    const { code, device, priority, fault = false, procedure = null } = alarm;
    const time = now - alarm.ageS * 1000;
    events.push({
      ...{ kind: 'alarm.raised', id, code, device, facility, priority, fault, time, procedure, ...nothing },
      ...{ building, storey, space, zone },
    });
    const unsaid = { reason: null, until: null, assignee: null, step: null, answer: null };
    if (alarm.acknowledged) events.push({ kind: 'alarm.handled', id, action: 'acknowledge', by: 'u1', ...unsaid });
  }
  store.fold({
    after: 0,
    upto: 1,
    recordedAt: now,
    sentAt: now,
    // What is raised is as old as it says.
    events: events.map((event, ordinal) => ({
      seq: 1,
      ordinal,
      recordedAt: 'time' in event ? event.time : now,
      event,
    })),
    datastreams: Int32Array.from(streams.keys()),
    times: new Float64Array(streams.length).fill(now),
    values: Float64Array.from(streams, ({ value }) => value),
    heard: new Float64Array(devices.length).fill(now),
  });

  const session = {
    ...{ account: 'wall', displayName: 'Wall', role: 'operator' },
    permissions: ['twin.view', 'video.view', 'alarm.handle', 'person.read'],
  };
  const answer = (value: unknown) => () => Promise.resolve(value);
  const unanswered = () => new Promise(() => undefined);
  const port = (known: object) => new Proxy(known, { get: (of, key) => Reflect.get(of, key) ?? unanswered });
  const cameras = devices
    .filter(({ kind }) => kind === 'camera')
    .slice(0, 12)
    .map(({ code, name, kind }) => ({
      ...{ code, name, kind, condition: 'live', since: now, reason: null, mask: [], maskRefusal: null, check: null },
      streams: [{ way: 'snapshot', role: 'main', address: data.camera }],
      recordedFrom: null,
    }));
  const took = (p50: number) => ({ count: 40, p50, p95: p50 * 4 });
  const hour = 3_600_000;
  const counts = [0, 1, 0, 0, 2, 1, 0, 3, 5, 2, 1, 0, 1, 4, 2, 2, 0, 1, 3, 6, 2, 1, 0, 2];
  const api = new Proxy(
    {
      session: answer(session),
      handlers: answer(new Map()),
      duties: answer(duties),
      alarmDensity: ({ from, to }: { from: number; to: number }) =>
        Promise.resolve({
          ...{ from, to, interval: hour, unplaced: 0, items: [] },
          total: counts.reduce((sum, count) => sum + count, 0),
          series: counts.flatMap((count, i) => (count > 0 ? [{ time: from + i * hour, count }] : [])),
        }),
      series: (_code: string, { from, to }: { from: number; to: number }) =>
        Promise.resolve(
          Array.from({ length: 48 }, (_, i) => {
            const value = 40 + 6 * Math.sin(i / 5) + (i % 3);
            return { time: from + (i * (to - from)) / 48, min: value, max: value, mean: value, last: value, count: 1 };
          }),
        ),
      video: port({
        cameras: answer(cameras),
        camerasAt: answer(cameras.slice(2, 6)),
        camera: (asked: string) => Promise.resolve(cameras.find(({ code }) => code === asked)),
      }),
      wall: port({
        read: answer({
          ...{ wish: PLAIN_WALL, setBy: null, setAt: null, holder: null },
          layouts: PRESET_LAYOUTS.map((layout: object) => ({ ...layout, preset: true, version: '1' })),
        }),
      }),
      reports: port({
        metrics: answer({
          currentAlarmRate: { value: 4, band: 'good' },
          acknowledge: took(21_000),
          close: took(840_000),
          kinds: [{ code: 'fire.smoke', count: 120, falseAlarms: 9, falseShare: 0.075 }],
          now: { silentDevices: 3 },
        }),
      }),
      screens: port({ heartbeat: answer(null), goodbye: () => undefined }),
    } as Record<string, unknown>,
    { get: (of, key) => Reflect.get(of, key) ?? (key === 'then' ? undefined : port(unanswered)) },
  );
  const layers = new client.LayerBoard({ account: 'wall', keeping: localStorage, load: unanswered });
  layers.setRecords([]);
  const center = {
    ...{ api, session, site, ground, layers, store, clock },
    siteRevision: new client.Signal(0),
    connection: new client.Signal({ status: 'live', heardAt: now, latencyMs: 120, reason: null }),
    handlers: new Map([['u1', 'Wall']]),
    partners: new Map(),
    course: null,
    close: () => undefined,
  };
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'root';
  createRoot(root).render(createElement(client.App, { api, openCenter: answer(center) }));
  await document.fonts.ready;
}

/** What the scene alone shows: blocks in place of baked buildings, flat ground, and some devices in every state. */
export async function showScene(data: Pick<PictureData, 'site' | 'ground' | 'devices'>): Promise<void> {
  const load = (path: string) => import(/* @vite-ignore */ path);
  await load('/src/kit/fonts.ts');
  const { createSiteScene } = await load('/src/scene/site-scene.ts');
  const { LayerBoard } = await load('/src/state/layers/layer-board.ts');
  const { WALL_DARK } = await load('/src/state/palette.ts');
  const container = document.body.appendChild(document.createElement('div'));
  container.style.cssText = 'position:fixed;inset:0';
  const layers = new LayerBoard({ account: 'picture', keeping: localStorage, load: async () => [] });
  layers.setRecords([]);
  const { site, ground, devices } = data;
  await document.fonts.load('600 16px "Noto Sans SC"', devices.map(({ name }) => name).join(''));
  const ALARMED = 21;
  const nothing = () => undefined;
  const events = { onPick: nothing, onHover: nothing, onContextLost: nothing };
  const scene = createSiteScene(container, { site, ground, layers, palette: WALL_DARK, resolutionScale: 1, ...events });
  const states = ['normal', 'normal', 'normal', 'offline', 'stale', 'normal', 'normal', 'fault'] as const;
  scene.setDevices(
    devices.map(({ code, name, building, storey, location }, i) => {
      const state = i === ALARMED ? 'alarm' : states[i % states.length]!;
      const priority = state === 'alarm' ? 1 : state === 'fault' ? 2 : null;
      const symbol = 'M4 3h3v18H4zM10.5 3h3v18h-3zM17 3h3v18h-3zM2 7h20v2H2zM2 14h20v2H2z';
      return { code, name, building, storey, location, symbol, place: name, state, priority, acknowledged: true };
    }),
  );
}
