import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ElementModel, PropertySets } from 'twin-core';

/** Storeys of the model, and spaces on each. */
const [STOREYS, SPACES] = [40, 25];

const KINDS = [
  { ifcClass: 'IfcWall', name: '外墙', type: '钢筋混凝土剪力墙', set: 'Pset_WallCommon', part: 'shell', share: 0.3 },
  { ifcClass: 'IfcDoor', name: '入户防火门', type: '甲级防火门', set: 'Pset_DoorCommon', part: 'interior', share: 0.1 },
  { ifcClass: 'IfcWindow', name: '推拉窗', type: '断桥铝窗', set: 'Pset_WindowCommon', part: 'shell', share: 0.1 },
  { ifcClass: 'IfcSlab', name: '楼板', type: '现浇板', set: 'Pset_SlabCommon', part: 'interior', share: 0.1 },
  {
    ifcClass: 'IfcPipeSegment',
    name: '消防给水管',
    type: '镀锌钢管',
    set: 'Pset_PipeSegment',
    part: 'mep',
    share: 0.2,
  },
  { ifcClass: 'IfcFlowTerminal', name: 'Sprinkler head', type: 'K80', set: 'Pset_Sprinkler', part: 'mep', share: 0.15 },
  { ifcClass: 'IfcSensor', name: '感烟探测器', type: 'TH-5100', set: 'Pset_Sensor', part: 'mep', share: 0.05 },
] as const;
const MAKERS = ['太行消防电子', '晋安建材', 'Hörmann', 'Viega', '汾河管业', 'North Star', '并州门窗', 'ABB'] as const;
const RATINGS = ['EI30', 'EI60', 'EI90', 'F30-A', 'F90-A'] as const;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** What the model holds once in so many elements. */
export const RARE = { every: 12_500, word: '特制铸铁', remark: '特制铸铁构件 heirloom' } as const;

/** A generator of numbers from 0 to 1 that always gives the same ones (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** An element with its ten properties. */
export interface LargeElement {
  readonly element: ElementModel;
  readonly sets: PropertySets;
}

/** The elements of the model, the same ones every time: Chinese and English names, tags, quantities that hardly repeat. */
export function* largeElements(count: number): Iterable<LargeElement> {
  const next = random(20_261_122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const globalId = () =>
    `${Math.floor(next() * 4)}${Array.from({ length: 21 }, () => DIGITS[Math.floor(next() * 64)]).join('')}`;
  for (let i = 0; i < count; i++) {
    let left = next();
    const kind =
      KINDS.find(({ share }) => {
        left -= share;
        return left < 0;
      }) ?? KINDS[0];
    const storey = Math.floor((i / count) * STOREYS);
    const space = Math.floor(next() * SPACES);
    const [x, y] = [next() * 60 - 30, next() * 40 - 20];
    const number = String(i).padStart(6, '0');
    const element: ElementModel = {
      globalId: globalId(),
      name: `${kind.name}-${number}`,
      tag: `T${100_000 + i}`,
      ifcClass: kind.ifcClass,
      storey: storeyId(storey),
      space: kind.part === 'shell' ? null : spaceId(storey, space),
      part: kind.part,
      type: kind.type,
      systems: kind.part === 'mep' ? ['0system$fire$$$$$$$$$$'] : [],
      box: { min: [x, y, storey * 3], max: [x + 1, y + 1, storey * 3 + 2.8] },
    };
    const sets: PropertySets = {
      [kind.set]: {
        Reference: `${kind.type} ${Math.floor(next() * 20)}`,
        IsExternal: kind.part === 'shell',
        FireRating: pick(RATINGS),
        LoadBearing: next() < 0.001,
      },
      Qto_BaseQuantities: { Length: round(next() * 12), NetArea: round(next() * 40), NetVolume: round(next() * 8) },
      制造信息: {
        制造商: pick(MAKERS),
        批次: `PC-${2020 + Math.floor(next() * 7)}-${Math.floor(next() * 400)}`,
        备注: i % RARE.every === 7 ? RARE.remark : `第${Math.floor(next() * 300)}次巡检合格`,
      },
    };
    yield { element, sets };
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000;
export const storeyId = (storey: number) => `0storey$${String(storey).padStart(2, '0')}`.padEnd(22, '$');
export const spaceId = (storey: number, space: number) =>
  `0space$${String(storey).padStart(2, '0')}$${String(space).padStart(2, '0')}`.padEnd(22, '$');

/** Writes the model as bake leaves one: tileset.json and building.json. */
export async function writeLargeModel(folder: string, elements: readonly LargeElement[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const extras = { bake: 1, sha256: '0'.repeat(64) };
  await writeFile(join(folder, 'tileset.json'), JSON.stringify({ asset: { version: '1.1', extras } }));
  await pipeline(Readable.from(modelText(elements)), createWriteStream(join(folder, 'building.json')));
}

function* modelText(elements: readonly LargeElement[]): Iterable<string> {
  const storeys = Array.from({ length: STOREYS }, (_, index) => ({
    globalId: storeyId(index),
    name: `${index + 1}F`,
    elevation: index * 3,
    index,
    box: null,
    inferred: false,
    content: { shell: [], interior: [], mep: [] },
    spaceContent: null,
    products: 0,
  }));
  const spaces = storeys.flatMap(({ globalId, index }) =>
    Array.from({ length: SPACES }, (_, space) => ({
      globalId: spaceId(index, space),
      name: `${index + 1}${String(space + 1).padStart(2, '0')}`,
      longName: `${index + 1}${String(space + 1).padStart(2, '0')}室`,
      objectType: 'HOME',
      storey: globalId,
      footprint: [],
      box: null,
    })),
  );
  const systems = [
    {
      globalId: '0system$fire$$$$$$$$$$',
      name: '自动喷水灭火系统',
      ifcClass: 'IfcDistributionSystem',
      predefinedType: null,
      elements: 0,
    },
  ];
  const box = { min: [-30, -20, 0], max: [31, 21, STOREYS * 3] };
  const head = JSON.stringify({ version: 2, box, storeys, spaces, systems, devices: [] });
  yield `${head.slice(0, -1)},"elements":[`;
  for (const [i, { element }] of elements.entries()) yield (i > 0 ? ',' : '') + JSON.stringify(element);
  yield '],"properties":{';
  for (const [i, { element, sets }] of elements.entries())
    yield `${i > 0 ? ',' : ''}${JSON.stringify(element.globalId)}:${JSON.stringify(sets)}`;
  yield '}}';
}
