/**
 * What runs inside the page of the map benchmark: the map of the site, fed with synthetic devices. Self-contained, since it is sent to the
 * browser as text.
 */
export async function measureMap({ devices }: { devices: number }): Promise<MapFigures> {
  const load = (path: string) => import(/* @vite-ignore */ path);
  const { createSiteMap } = await load('/src/map/create-site-map.ts');
  const { WALL_DARK } = await load('/src/state/palette.ts');
  const { LayerBoard } = await load('/src/state/layers/layer-board.ts');
  const read = async (path: string) => (await fetch(path)).json();
  const [site, ground] = [await read('/bench/site.json'), await read('/bench/ground.json')];
  const frames = (window as unknown as { frameMs: number[] }).frameMs;
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const quantile = (values: number[], q: number) => {
    const sorted = [...values].sort((a, b) => a - b);
    return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN) * 100) / 100;
  };
  // Mulberry32, seeded: the same estate every time.
  let seed = 7;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const { longitude, latitude, height } = site.frame;
  /** Nine of ten stand indoors, in the site's own buildings. */
  const markers = Array.from({ length: devices }, (_, i) => {
    const building = i % 10 === 0 ? null : site.buildings[i % site.buildings.length];
    const near = building?.placement ?? { longitude, latitude };
    const spread = building ? 0.0002 : 0.0035;
    return {
      code: `D${i}`,
      name: `Device ${i}`,
      building: building?.code ?? null,
      storey: building ? `${(i % 30) + 1}F` : null,
      location: {
        longitude: near.longitude + (random() - 0.5) * spread,
        latitude: near.latitude + (random() - 0.5) * spread,
        height,
      },
      symbol: ['M4 3h3v18H4z', 'M10.5 2h3v9h4.5l-6 7-6-7h4.5z'][i % 2],
      place: building ? `${building.name} ${(i % 30) + 1}F` : '',
      state: random() < 0.005 ? 'alarm' : 'normal',
      priority: null as number | null,
      acknowledged: false,
    };
  });
  for (const marker of markers) if (marker.state === 'alarm') marker.priority = 1;
  const container = document.createElement('div');
  container.style.cssText = 'position:fixed;inset:0';
  document.body.replaceChildren(container);
  const layers = new LayerBoard({ account: 'bench', keeping: localStorage, load: async () => [] });
  const map = createSiteMap(container, {
    site,
    ground,
    layers,
    palette: WALL_DARK,
    outlineOf: async () => null,
    onPick: () => undefined,
  });
  const began = performance.now();
  map.estate.setDevices(markers);
  const setDevicesMs = Math.round(performance.now() - began);
  for (let i = 0; i < 30; i++) await next();

  const states = ['normal', 'offline', 'stale', 'unknown'];
  let turn = 0;
  /** A tenth of the devices change every second, at 60 frames a second. */
  const change = () => {
    for (let k = 0; k < devices / 600; k++, turn++) {
      const marker = markers[(turn * 7919) % devices]!;
      if (marker.state === 'alarm') continue;
      const state = states[Math.floor(random() * states.length)];
      map.estate.updateDevice(marker.code, { state, priority: null, acknowledged: true });
    }
  };
  /** The JavaScript of each frame: all that ran in its animation callbacks, and the changes before it. */
  const run = async (count: number, step: (i: number) => void) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      frames.length = 0;
      const start = performance.now();
      step(i);
      const stepped = performance.now() - start;
      await next();
      times.push(stepped + frames.reduce((sum, ms) => sum + ms, 0));
    }
    return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: quantile(times, 1) };
  };
  const stillMs = await run(60, () => undefined);
  const changingMs = await run(120, change);
  // Flights take 900 ms and cross all zooms: symbols and labels are arranged anew on the way.
  const movingMs = await run(240, (i) => {
    if (i % 60 === 0) map.flyTo({ building: site.buildings[(i / 60) % site.buildings.length].code });
    else if (i % 60 === 30) map.home();
  });
  const pickMs: number[] = [];
  for (let i = 0; i < 60; i++) {
    const event = { clientX: 640 * random(), clientY: 480 * random(), bubbles: true, buttons: 0 };
    frames.length = 0;
    map.element.dispatchEvent(new PointerEvent('pointermove', event));
    await next();
    pickMs.push(frames.reduce((sum, ms) => sum + ms, 0));
  }
  map.destroy();
  return {
    devices,
    setDevicesMs,
    stillMs,
    changingMs,
    movingMs,
    hoverMs: { p50: quantile(pickMs, 0.5), p95: quantile(pickMs, 0.95) },
  };
}

/** JavaScript a frame, milliseconds. */
export interface MapFigures {
  readonly devices: number;
  readonly setDevicesMs: number;
  readonly stillMs: Quantiles;
  readonly changingMs: Quantiles;
  readonly movingMs: Quantiles;
  readonly hoverMs: { readonly p50: number; readonly p95: number };
}

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}
