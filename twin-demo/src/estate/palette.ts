import type { Palette } from '../ifc/design.ts';

type Rgb = readonly [number, number, number];

const part = (value: number): number => Math.round(((value & 255) / 255) * 1000) / 1000;
const hex = (value: number): Rgb => [part(value >> 16), part(value >> 8), part(value)];

const INSIDE = {
  space: { rgb: hex(0x9fb8cc), transparency: 0.8 },
  glass: { rgb: hex(0x5f7885), transparency: 0.45 },
  railingGlass: { rgb: hex(0x9fb6bd), transparency: 0.6 },
  slab: { rgb: hex(0xb9b4aa) },
  concrete: { rgb: hex(0xa8a49c) },
  core: { rgb: hex(0xd9d5cc) },
  partition: { rgb: hex(0xe9e6df) },
  doorLeaf: { rgb: hex(0x6b4a35) },
  metal: { rgb: hex(0xaeb3b6) },
  collector: { rgb: hex(0x27324a) },
  stone: { rgb: hex(0x9b958a) },
  device: { rgb: hex(0xf2f2ee) },
  deviceRed: { rgb: hex(0xb8322a) },
  deviceDark: { rgb: hex(0x3a3f45) },
} satisfies Palette;

interface FacadeColors {
  readonly base: number;
  readonly body: number;
  readonly top: number;
  readonly accent: number;
  readonly trim: number;
  readonly frame: number;
  readonly louver: number;
  readonly roof: number;
}

/** A palette of the given facade colors (0xRRGGBB) over what all buildings share inside. */
export function palette(colors: FacadeColors): Palette {
  const facade = Object.fromEntries(Object.entries(colors).map(([finish, value]) => [finish, { rgb: hex(value) }]));
  return { ...INSIDE, ...facade };
}

/** Cream body over warm stone with brown accents: the 33-storey row. */
export const WARM_STONE = palette({
  base: 0xa58e74,
  body: 0xe3d8c3,
  top: 0xcdb896,
  accent: 0x6f5140,
  trim: 0xf1ebde,
  frame: 0x38332f,
  louver: 0x5b4638,
  roof: 0x8b8780,
});

/** Light grey body over grey granite with dark grey accents: the 26-storey towers. */
export const COOL_GREY = palette({
  base: 0x8d8a84,
  body: 0xdcdad3,
  top: 0xcfccc4,
  accent: 0x55585c,
  trim: 0xf0efeb,
  frame: 0x2f3235,
  louver: 0x63676b,
  roof: 0x86857f,
});

/** Beige body over brick-red stone: the 11-storey slabs. */
export const BRICK_BEIGE = palette({
  base: 0x95614b,
  body: 0xe8dcc4,
  top: 0xe0cfb0,
  accent: 0x9c6a4f,
  trim: 0xf3ecdd,
  frame: 0x3b302a,
  louver: 0x7a5442,
  roof: 0x6d4a40,
});

/** White and timber: the service centre, gatehouses and sheds. */
export const PUBLIC_LIGHT = palette({
  base: 0x9d927f,
  body: 0xe9e5da,
  top: 0xdcd3c1,
  accent: 0x7a5a41,
  trim: 0xf4f1ea,
  frame: 0x33363a,
  louver: 0x84705a,
  roof: 0x7d8084,
});
