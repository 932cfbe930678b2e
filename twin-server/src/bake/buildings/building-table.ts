import type { GlbWriter } from '../tiles/glb.ts';
import { addTexts } from '../tiles/property-table.ts';
import type { Block } from './block.ts';
import { USE_CLASSES } from './building-facts.ts';

const NUMBER = { type: 'SCALAR', required: true } as const;
const TEXT = { type: 'STRING', default: '' } as const;

const SCHEMA = {
  id: 'twin-buildings',
  classes: {
    building: {
      properties: {
        id: TEXT,
        name: TEXT,
        height: { ...NUMBER, componentType: 'FLOAT32', description: 'metres from the foot to the eaves' },
        use: TEXT,
        useClass: {
          ...NUMBER,
          componentType: 'UINT8',
          description: USE_CLASSES.map((use, i) => `${i} ${use}`).join(', '),
        },
        year: { ...NUMBER, componentType: 'UINT16', description: 'of construction; 0 is not known' },
      },
    },
  },
} as const;

const bytesOf = (values: Float32Array | Uint16Array | Uint8Array) => new Uint8Array(values.buffer);

/** Adds the facts of a tile's buildings as one table of EXT_structural_metadata, a row each. Returns the extension's object. */
export function addBuildingTable(glb: GlbWriter, blocks: readonly Block[]): Record<string, unknown> {
  const numbers = {
    height: Float32Array.from(blocks, ({ heightM, bottomM }) => Math.round((heightM - bottomM) * 100) / 100),
    useClass: Uint8Array.from(blocks, ({ useClass }) => USE_CLASSES.indexOf(useClass)),
    year: Uint16Array.from(blocks, ({ year }) => year),
  };
  const properties: Record<string, object> = {};
  for (const key of ['id', 'name', 'use'] as const) {
    const texts = addTexts(
      glb,
      blocks.map((block) => block[key]),
    );
    if (texts) properties[key] = texts;
  }
  for (const [key, values] of Object.entries(numbers)) properties[key] = { values: glb.addPlain(bytesOf(values)) };
  return { schema: SCHEMA, propertyTables: [{ class: 'building', count: blocks.length, properties }] };
}
