/**
 * What runs inside the page of the city-frame benchmark: the site's scene with a layer of baked buildings around it. Self-contained, since it
 * is sent to the browser as text.
 */
export async function measureCity({
  frames,
  tileset,
}: {
  frames: number;
  tileset: string | null;
}): Promise<CityFigures> {
  const load = (path: string) => import(/* @vite-ignore */ path);
  const { createSiteScene } = await load('/src/scene/site-scene.ts');
  const { LayerBoard } = await load('/src/state/layers/layer-board.ts');
  const { WALL_DARK } = await load('/src/state/palette.ts');
  const read = async (path: string) => (await fetch(path)).json();
  const [site, ground] = [await read('/bench/site.json'), await read('/bench/ground.json')];
  const recorded = (window as unknown as { frameMs: number[] }).frameMs;
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const quantile = (values: number[], q: number) => {
    const sorted = [...values].sort((a, b) => a - b);
    return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN) * 100) / 100;
  };
  const board = new LayerBoard({ account: 'bench', keeping: localStorage, load: async () => [] });
  const record = {
    code: 'city',
    name: { zh: '城市', en: 'City' },
    kind: 'buildings',
    group: 'surroundings',
    style: { colorBy: 'height' },
    visible: true,
    opacity: 1,
    order: 0,
    tileset,
    updatedAt: 1,
  };
  if (tileset !== null) board.setRecords([record]);
  const container = document.createElement('div');
  container.style.cssText = 'position:fixed;inset:0';
  document.body.replaceChildren(container);
  const scene = createSiteScene(container, {
    site,
    ground,
    layers: board,
    palette: WALL_DARK,
    onPick: () => undefined,
  });
  const { longitude, latitude } = site.frame;
  const settle = async (mostMs: number) => {
    const began = performance.now();
    let calm = 0;
    while (performance.now() - began < mostMs && calm < 5) {
      scene.resume();
      await next();
      await new Promise((resolve) => setTimeout(resolve, 20));
      calm = scene.element.dataset.ready === 'true' ? calm + 1 : 0;
    }
    return calm >= 5;
  };
  await settle(60_000);
  // Most of the city in one view.
  scene.flyTo({ bounds: [longitude - 0.02, latitude - 0.016, longitude + 0.02, latitude + 0.016] });
  const settled = await settle(240_000);
  const fly = (i: number) =>
    scene.element.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][Math.floor(i / 20) % 4]!,
      }),
    );
  const times: number[] = [];
  for (let i = 0; i < frames + 60; i++) {
    fly(i);
    recorded.length = 0;
    scene.resume();
    await next();
    // The first frames pay for what loading left behind.
    if (i >= 60) times.push(Math.max(...recorded, 0));
  }
  const restyled: number[] = [];
  for (const [i, colorBy] of (['use', 'year', 'height', 'use'] as const).entries()) {
    if (tileset === null) break;
    const began = performance.now();
    board.setRecords([{ ...record, style: { colorBy }, updatedAt: i + 2 }]);
    recorded.length = 0;
    scene.resume();
    await next();
    restyled.push(performance.now() - began);
  }
  return {
    settled,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    max: quantile(times, 1),
    restyledMs: quantile(restyled, 0.5),
  };
}

/** What the city costs, milliseconds of JavaScript on the page's main thread; draw calls do nothing. */
export interface CityFigures {
  /** Whether everything the view needs was there before frames were counted. */
  readonly settled: boolean;
  /** A frame with the camera moving. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** From another coloring to the frame that shows it. */
  readonly restyledMs: number;
}
