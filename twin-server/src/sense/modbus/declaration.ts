import { z } from 'zod';
import { PointTarget } from '../adapter.ts';

/** Registers a value takes, 16 bits each. */
const WORDS = { int16: 1, uint16: 1, int32: 2, uint32: 2, float32: 2, float64: 4 } as const;

const HIGHEST_ADDRESS = 65_535;

/** Where a Modbus TCP server is and how it is asked. */
export const ModbusSettings = z.strictObject({
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/, 'expected a host name or an address'),
  port: z.int().min(1).max(65_535).default(502),
  pollMs: z.int().min(100).max(3_600_000).default(1000).describe('ms from the begin of one round to the next'),
  timeoutMs: z.int().min(50).max(60_000).default(1000).describe('ms to connect, and to wait for an answer'),
});
export type ModbusSettings = z.infer<typeof ModbusSettings>;

const place = {
  ...PointTarget,
  unitId: z.int().min(0).max(255).default(1).describe('unit behind the address'),
  address: z.int().min(0).max(HIGHEST_ADDRESS).describe('from 0, as on the wire: register 40001 is holding 0'),
};

const BitPoint = z.strictObject({
  ...place,
  table: z.enum(['coil', 'discreteInput']),
  invert: z.boolean().default(false).describe('a 1 on the wire means false'),
});

const RegisterPoint = z
  .strictObject({
    ...place,
    table: z.enum(['holding', 'input']),
    type: z.enum(['int16', 'uint16', 'int32', 'uint32', 'float32', 'float64']).default('uint16'),
    wordOrder: z
      .enum(['highFirst', 'lowFirst'])
      .default('highFirst')
      .describe('which of several registers comes first; inside a register the high byte always does'),
    bit: z.int().min(0).max(15).optional().describe('only this bit of a register, 0 the lowest: a boolean'),
    scale: z.number().default(1),
    offset: z.number().default(0).describe('value = raw × scale + offset'),
  })
  .refine((point) => point.bit === undefined || WORDS[point.type] === 1, {
    path: ['bit'],
    error: 'a bit is one of a single register: expected type uint16 or int16',
  })
  .refine((point) => point.address + WORDS[point.type] - 1 <= HIGHEST_ADDRESS, {
    path: ['address'],
    error: 'the value reaches beyond register 65535',
  });

/** One value: where it lies on the server, and which property of which device it is. */
export const ModbusPoint = z.discriminatedUnion('table', [BitPoint, RegisterPoint]);
export type ModbusPoint = z.infer<typeof ModbusPoint>;

/** Registers or bits that a point takes. */
export const lengthOf = (point: ModbusPoint): number => ('type' in point ? WORDS[point.type] : 1);
