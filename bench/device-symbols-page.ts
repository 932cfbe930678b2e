/**
 * What runs inside the page of the device-symbols benchmark: a scene of the site without tiles, fed with synthetic devices. Self-contained,
 * since it is sent to the browser as text.
 */
export async function measureScene({ devices }: { devices: number }): Promise<SceneFigures> {
  const load = (path: string) => import(/* @vite-ignore */ path);
  const { createSiteScene } = await load('/src/scene/site-scene.ts');
  const { LayerBoard } = await load('/src/state/layers/layer-board.ts');
  const { WALL_DARK } = await load('/src/state/palette.ts');
  const { DeviceTable } = await load('/src/scene/devices/device-table.ts');
  const { DeviceArranger } = await load('/src/scene/devices/device-arranger.ts');
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
  const SIGNS = ['M4 3h3v18H4z', 'M10.5 2h3v9h4.5l-6 7-6-7h4.5z', 'M13.5 2 5 13.5h5.5L9 22l9-12.5h-6z'];
  const { longitude, latitude, height } = site.frame;
  /** Nine of ten stand indoors: towers of 30 storeys with 5 devices each, 60 m apart. */
  const markers = Array.from({ length: devices }, (_, i) => {
    const indoors = i % 10 !== 0;
    const tower = Math.floor(i / 167);
    const side = Math.ceil(Math.sqrt(devices / 167));
    const east = (indoors ? (tower % side) * 60 + random() * 30 : random() * side * 60) - side * 30;
    const north = (indoors ? Math.floor(tower / side) * 60 + random() * 15 : random() * side * 60) - side * 30;
    const storey = Math.floor((i % 167) / 5.6);
    return {
      code: `D${i}`,
      name: `Device ${i}`,
      building: indoors ? `T${tower}` : null,
      storey: indoors ? `${storey + 1}F` : null,
      location: {
        longitude: longitude + east / 87_900,
        latitude: latitude + north / 111_000,
        height: height + (indoors ? storey * 3 + 2 : 4),
      },
      symbol: SIGNS[i % SIGNS.length],
      place: '',
      state: random() < 0.0005 ? 'alarm' : 'normal',
      priority: null as number | null,
      acknowledged: true,
    };
  });
  for (const marker of markers) if (marker.state === 'alarm') marker.priority = 1;

  const container = document.createElement('div');
  container.style.cssText = 'position:fixed;inset:0';
  document.body.replaceChildren(container);
  const picks: { code?: string }[] = [];
  const scene = createSiteScene(container, {
    site,
    ground,
    layers: new LayerBoard({ account: 'bench', keeping: localStorage, load: async () => [] }),
    palette: WALL_DARK,
    onPick: (pick: object) => picks.push(pick),
  });
  const began = performance.now();
  scene.setDevices(markers);
  const setDevicesMs = performance.now() - began;
  for (let i = 0; i < 30; i++) {
    scene.resume();
    await next();
  }

  const states = ['normal', 'offline', 'stale', 'unknown'];
  let turn = 0;
  /** A tenth of the devices change every second, at 60 frames a second. */
  const change = () => {
    const start = performance.now();
    for (let k = 0; k < devices / 600; k++, turn++) {
      const marker = markers[(turn * 7919) % devices]!;
      if (marker.state === 'alarm') continue;
      const state = states[Math.floor(random() * states.length)];
      scene.updateDevice(marker.code, { state, priority: null, acknowledged: true });
    }
    return performance.now() - start;
  };
  const run = async (count: number, step: (i: number) => void, changing: boolean) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      step(i);
      const changes = changing ? change() : 0;
      frames.length = 0;
      scene.resume();
      await next();
      times.push(changes + Math.max(...frames, 0));
    }
    return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: quantile(times, 1) };
  };
  const fly = (i: number) =>
    scene.element.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight'][Math.floor(i / 15) % 4]!,
      }),
    );
  const nothing = () => undefined;
  const stillMs = await run(60, nothing, false);
  const changingMs = await run(120, nothing, true);
  const movingMs = await run(120, fly, true);

  const canvas = container.querySelector('canvas')!;
  const { left, top, width } = canvas.getBoundingClientRect();
  const pickMs: number[] = [];
  for (let i = 0; i < 60; i++) {
    const at = {
      clientX: left + width * random(),
      clientY: top + 400 * random(),
      button: 0,
      pointerId: 1,
      bubbles: true,
    };
    const start = performance.now();
    for (const type of ['pointerdown', 'pointerup'])
      canvas.dispatchEvent(new PointerEvent(type, { ...at, pointerType: 'mouse' }));
    pickMs.push(performance.now() - start);
    await next();
  }

  const positions = new Float64Array(devices * 3);
  const radians = Math.PI / 180;
  markers.forEach(({ location }, i) => {
    const [phi, lambda, r] = [location.latitude * radians, location.longitude * radians, 6_371_000 + location.height];
    positions.set(
      [r * Math.cos(phi) * Math.cos(lambda), r * Math.cos(phi) * Math.sin(lambda), r * Math.sin(phi)],
      i * 3,
    );
  });
  const growing = performance.now();
  const arranger = new DeviceArranger(new DeviceTable(markers, positions), 2_000);
  const growMs = performance.now() - growing;
  const arrangeMs: number[] = [];
  let symbols = 0;
  let points = 0;
  for (let i = 0; i < 60; i++) {
    const out = (6_371_000 + height + 40 + i * 8) / Math.hypot(positions[0]!, positions[1]!, positions[2]!);
    const eye = [positions[0]! * out, positions[1]! * out + i * 5, positions[2]! * out];
    const start = performance.now();
    const arrangement = arranger.arrange({ eye, focalPx: 900, heightPx: 1000 });
    arrangeMs.push(performance.now() - start);
    symbols = Math.max(symbols, arrangement.symbols.length);
    points = Math.max(points, arrangement.points.length);
  }
  scene.destroy();
  return {
    devices,
    setDevicesMs: Math.round(setDevicesMs),
    growMs: Math.round(growMs),
    arrangeMs: { p50: quantile(arrangeMs, 0.5), p95: quantile(arrangeMs, 0.95), max: quantile(arrangeMs, 1) },
    mostSymbols: symbols,
    mostPoints: points,
    stillMs,
    changingMs,
    movingMs,
    pickMs: { p50: quantile(pickMs, 0.5), p95: quantile(pickMs, 0.95), max: quantile(pickMs, 1) },
  };
}

/** Milliseconds of a series. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What one number of devices costs, milliseconds of JavaScript on the page's main thread; draw calls do nothing. */
export interface SceneFigures {
  readonly devices: number;
  readonly setDevicesMs: number;
  /** Growing the cluster trees anew; and cutting and arranging them for one viewpoint. */
  readonly growMs: number;
  readonly arrangeMs: Spread;
  readonly mostSymbols: number;
  readonly mostPoints: number;
  /** A frame: standing still; with a tenth of the devices changing each second; and with the camera flying as well. */
  readonly stillMs: Spread;
  readonly changingMs: Spread;
  readonly movingMs: Spread;
  readonly pickMs: Spread;
}
