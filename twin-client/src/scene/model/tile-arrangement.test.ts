import { describe, expect, test } from 'vitest';
import { arrangeTiles } from './tile-arrangement.ts';

interface Tile {
  readonly boundingVolume: { readonly box: readonly number[] };
  readonly geometricError: number;
  readonly refine?: string;
  readonly content?: { readonly uri: string };
  readonly extras?: { readonly storey: string | null; readonly part: string };
  readonly children?: readonly Tile[];
}

const box = (bottom: number, top: number) => [0, 0, (bottom + top) / 2, 10, 0, 0, 0, 8, 0, 0, 0, (top - bottom) / 2];
const tile = (bottom: number, top: number, more: object) => ({
  boundingVolume: { box: box(bottom, top) },
  geometricError: 0,
  ...more,
});
const storey = (index: number) => ({ storey: `id-${index}`, name: `${index}F`, index });
const content = (uri: string) => ({ content: { uri } });
const tileset = (children: readonly object[], far: object = content('far.glb')) => ({
  asset: { version: '1.1' },
  geometricError: 300,
  root: { ...tile(0, 9, { refine: 'REPLACE', transform: [1], ...far }), geometricError: 2.3, children },
});
const buildingOf = (arranged: ReturnType<typeof arrangeTiles>) =>
  (arranged.tileset as unknown as { root: Tile }).root.children![0]!;

/** The three forms a baked tileset comes in: storeys with parts below an empty tile, parts below the shell, no parts at all. */
const FORMS: readonly (readonly [form: string, storeyTile: (index: number) => object])[] = [
  [
    'storeys without content of their own',
    (index) =>
      tile(index * 3, index * 3 + 3, {
        extras: storey(index),
        children: ['shell', 'interior', 'mep'].map((part) =>
          tile(index * 3, index * 3 + 3, { ...content(`${index}-${part}.glb`), extras: { ...storey(index), part } }),
        ),
      }),
  ],
  [
    'shells with their insides below',
    (index) =>
      tile(index * 3, index * 3 + 3, {
        ...content(`${index}-shell.glb`),
        extras: { ...storey(index), part: 'shell' },
        children: ['interior', 'mep'].map((part) =>
          tile(index * 3, index * 3 + 3, { ...content(`${index}-${part}.glb`), extras: { ...storey(index), part } }),
        ),
      }),
  ],
];

describe.each(FORMS)('6.4.1-2-6 level of detail from %s', (_form, storeyTile) => {
  const arranged = arrangeTiles(tileset([1, 0, 2].map(storeyTile)));
  const building = buildingOf(arranged);

  test('far content is replaced by tiles with content, so that no hole opens while they load', () => {
    expect(building.content?.uri).toBe('far.glb');
    expect(building.refine).toBe('REPLACE');
    expect(building.children?.map(({ content }) => content?.uri)).toEqual([
      '1-shell.glb',
      '0-shell.glb',
      '2-shell.glb',
    ]);
  });

  test('the inside of a storey hangs below its shell and needs nearness', () => {
    const shell = building.children![0]!;
    expect(shell.refine).toBe('ADD');
    expect(shell.geometricError).toBeGreaterThan(0);
    expect(shell.geometricError).toBeLessThan(building.geometricError);
    expect(shell.children?.map(({ content }) => content?.uri)).toEqual(['1-interior.glb', '1-mep.glb']);
    expect(shell.children?.every(({ extras }) => extras?.storey === 'id-1' && extras.part === 'inside')).toBe(true);
  });

  test('storeys are told lowest first with the heights of their boxes', () => {
    expect(arranged.storeys).toEqual(
      [0, 1, 2].map((index) => ({
        globalId: `id-${index}`,
        name: `${index}F`,
        index,
        bottom: index * 3,
        top: index * 3 + 3,
      })),
    );
  });
});

describe('6.4.1-2-6 arranging a baked tileset', () => {
  test('a storey in one content without parts is its shell', () => {
    const plain = (index: number) =>
      tile(index * 3, index * 3 + 3, { ...content(`${index}.glb`), extras: storey(index) });
    const building = buildingOf(arrangeTiles(tileset([plain(0), plain(1)])));
    expect(building.children?.map(({ content, children }) => [content?.uri, children])).toEqual([
      ['0.glb', undefined],
      ['1.glb', undefined],
    ]);
  });

  test('without far content the shells are refined to from any distance', () => {
    const plain = tile(0, 3, { ...content('0.glb'), extras: storey(0) });
    const building = buildingOf(arrangeTiles(tileset([plain], { refine: 'ADD' })));
    expect(building.geometricError).toBeGreaterThan(1000);
  });

  test('the root has room for the storeys pulled apart, and its transform stays', () => {
    const { root } = arrangeTiles(tileset([])).tileset as unknown as { root: Tile & { transform: unknown } };
    expect(root.boundingVolume.box[11]).toBeCloseTo(13.5, 9);
    expect(root.transform).toEqual([1]);
  });

  test('what belongs to no storey is drawn, and is no storey', () => {
    const loose = tile(0, 3, { ...content('unassigned.glb'), extras: { storey: null, name: null, index: null } });
    const arranged = arrangeTiles(tileset([loose]));
    expect(arranged.storeys).toEqual([]);
    expect(buildingOf(arranged).children?.[0]?.extras).toEqual({ storey: null, part: 'shell' });
  });

  test.each([[null], [3], [{}], [{ root: 3 }], [{ root: { boundingVolume: { sphere: [0, 0, 0, 1] } } }]])(
    'finds nothing in %j',
    (broken) => {
      expect(arrangeTiles(broken)).toMatchObject({ storeys: [], box: null });
    },
  );
});
