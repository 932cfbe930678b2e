import { expect, test } from '@playwright/test';
import { FACILITIES } from 'twin-core';
import { createServer, type ViteDevServer } from 'vite';

/** The least that symbols are drawn at, pixels. */
const PX = 16;
const STATES = ['alarm', 'fault', 'offline', 'stale', 'unknown', 'normal'] as const;
/** Share of the ink of two symbols that is not common to both, where they lie best over each other: 0 is the same, 1 has nothing in common. */
const APART = 0.3;
/** The same for two states of one symbol, whose glyph is common to both. */
const STATES_APART = 0.2;

interface Named {
  readonly name: string;
  readonly path: string;
}

/** Symbols as they are declared: of facilities, and of the kinds that have their own. */
const SYMBOLS: readonly Named[] = FACILITIES.flatMap(({ id, symbol, deviceKinds }) => [
  { name: id, path: symbol },
  ...Object.entries(deviceKinds).flatMap(([kind, { symbol: own }]) => (own ? [{ name: kind, path: own }] : [])),
]);

let server: ViteDevServer;
test.beforeAll(async () => {
  server = await createServer({ server: { port: 0, strictPort: false, hmr: false, ws: false }, logLevel: 'error' });
  await server.listen();
});
test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  await page.route('**/symbols/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(new URL('/symbols/', server.resolvedUrls?.local[0]).href);
});

test('WALL: every symbol is readable at 16 px, and no two look alike', async ({ page }) => {
  const inks = await page.evaluate(
    ({ paths, px }) =>
      paths.map((path) => {
        const context = new OffscreenCanvas(px, px).getContext('2d')!;
        context.scale(px / 24, px / 24);
        context.fill(new Path2D(path));
        return [...context.getImageData(0, 0, px, px).data].filter((_, i) => i % 4 === 3).map((alpha) => alpha / 255);
      }),
    { paths: SYMBOLS.map(({ path }) => path), px: PX },
  );
  for (const [i, ink] of inks.entries()) {
    const share = sum(ink) / ink.length;
    expect.soft(share, `${SYMBOLS[i]!.name}: ink`).toBeGreaterThan(0.1);
    expect.soft(share, `${SYMBOLS[i]!.name}: ink`).toBeLessThan(0.75);
  }
  const pairs = inks.flatMap((a, i) =>
    inks.slice(i + 1).map((b, j) => ({
      pair: `${SYMBOLS[i]!.name} / ${SYMBOLS[i + 1 + j]!.name}`,
      apart: apart(a, b),
    })),
  );
  expect(pairs.filter((pair) => pair.apart < APART)).toEqual([]);
});

test('WALL: a state is told by shape alone: without any color no two look alike at 16 px, whatever the symbol', async ({
  page,
}) => {
  const pictures = await page.evaluate(
    async ({ paths, px, states }) => {
      const load = (path: string) => import(/* @vite-ignore */ path);
      const { paintSymbol } = await load('/src/state/paint-symbol.ts');
      const { WALL_DARK } = await load('/src/state/palette.ts');
      const grey = Object.fromEntries(states.map((state) => [state, '#b0b0b0']));
      const palette = { ...WALL_DARK, background: '#101010', symbolPlate: '#202020', state: grey };
      return paths.map((symbol) =>
        states.map((state) => {
          const context = new OffscreenCanvas(px, px).getContext('2d', { willReadFrequently: true })!;
          context.fillStyle = palette.background;
          context.fillRect(0, 0, px, px);
          paintSymbol(context, { symbol, state, priority: null }, palette, px);
          return [...context.getImageData(0, 0, px, px).data].filter((_, i) => i % 4 === 0).map((v) => (v - 16) / 160);
        }),
      );
    },
    { paths: SYMBOLS.map(({ path }) => path), px: PX, states: STATES },
  );
  const pairs = pictures.flatMap((ofSymbol, k) =>
    ofSymbol.flatMap((a, i) =>
      ofSymbol.slice(i + 1).map((b, j) => ({
        pair: `${SYMBOLS[k]!.name}: ${STATES[i]} / ${STATES[i + 1 + j]}`,
        apart: apart(a, b),
      })),
    ),
  );
  expect(pairs.filter((pair) => pair.apart < STATES_APART)).toEqual([]);
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** How different two pictures of ink are, moved by a pixel where they lie better over each other: an eye does not compare place by place. */
function apart(a: readonly number[], b: readonly number[]): number {
  const moves = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));
  return Math.min(
    ...moves.map(([dx, dy]) => {
      let [different, all] = [0, 0];
      for (let y = 0; y < PX; y++)
        for (let x = 0; x < PX; x++) {
          const [from, to] = [a[y * PX + x]!, at(b, x + dx, y + dy)];
          different += Math.abs(from - to);
          all += Math.max(from, to);
        }
      return different / all;
    }),
  );
}

const at = (ink: readonly number[], x: number, y: number) =>
  x < 0 || y < 0 || x >= PX || y >= PX ? 0 : ink[y * PX + x]!;
