import { z } from 'zod';
import { PointTarget } from '../adapter.ts';
import { ANALOGS, COMPONENT_BITS, SYSTEM_BITS, TRANSMITTER_BITS } from './codes.ts';

/** Addresses of transmission devices and centres have 48 bits. */
const address = z.int().min(0).max(0xffff_ffff_ffff);
const byte = z.int().min(0).max(0xff);
const delimiter = z.string().regex(/^([0-9a-fA-F]{2}){1,4}$/, 'expected 1 to 4 bytes in hexadecimal, such as 4040');

/** Where transmission devices dial in, and which of them may. */
export const PanelSettings = z.strictObject({
  host: z
    .union([z.ipv4(), z.ipv6()], { error: 'expected an address of this machine; 0.0.0.0 for every network' })
    .default('127.0.0.1')
    .describe('address that is listened on; 0.0.0.0 for every network'),
  port: z.int().min(1).max(65_535),
  sources: z
    .array(address)
    .min(1)
    .max(1000)
    .describe('source addresses of the transmission devices that are heard, low byte first on the wire'),
  peers: z
    .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'expected an address or a network' }))
    .max(1000)
    .optional()
    .describe('addresses and networks that may dial in; any where not given'),
  startBytes: delimiter.default('4040').describe('what a frame begins with, hexadecimal'),
  endBytes: delimiter.default('2323').describe('what a frame ends with, hexadecimal'),
  silenceMs: z
    .int()
    .min(1000)
    .max(86_400_000)
    .default(180_000)
    .describe(
      'ms without a frame after which a device that dialled in is hung up on; they send heartbeats every 20 to 30 s',
    ),
});
export type PanelSettings = z.infer<typeof PanelSettings>;

const common = {
  ...PointTarget,
  source: address.optional().describe('the transmission device; any of the connection where not given'),
};

/** What a property is made of where its point does not say. */
const USUAL: Readonly<Record<string, string>> = {
  alarm: 'fire',
  fault: 'fault',
  temperatureC: 'temperature',
  concentrationLel: 'gas',
};

const ANALOG_NAMES = ANALOGS.map(({ name }) => name);

const ComponentPoint = z
  .strictObject({
    ...common,
    of: z.literal('component'),
    system: byte.describe('address of the system'),
    type: byte.describe('type of the component: 31 a heat detector, 42 a smoke detector, 11 a gas detector …'),
    component: z
      .int()
      .min(0)
      .max(0xffff_ffff)
      .describe('address of the component; where the panel numbers by zone and place: zone + 65536 × place'),
    from: z
      .enum([...COMPONENT_BITS, ...ANALOG_NAMES])
      .optional()
      .describe('the bit or analog value; usual for alarm, fault, temperatureC and concentrationLel'),
    scale: z.number().default(1).describe('factor of an analog value: 0.001 from kPa to MPa'),
  })
  .refine(({ from, property }) => from !== undefined || property in USUAL, {
    path: ['from'],
    error: `expected the bit or analog value; only ${Object.keys(USUAL).join(', ')} have a usual one`,
  })
  .transform(({ from, ...point }) => ({ ...point, from: from ?? USUAL[point.property]! }));

const SystemPoint = z.strictObject({
  ...common,
  of: z.literal('system'),
  system: byte.describe('address of the system'),
  systemType: byte.describe('type of the system: 1 a fire alarm system'),
  from: z.enum(SYSTEM_BITS),
});

const TransmitterPoint = z.strictObject({ ...common, of: z.literal('transmitter'), from: z.enum(TRANSMITTER_BITS) });

/** One value: which bit, or which analog value, of what, is which property of which device. */
export const PanelPoint = z.discriminatedUnion('of', [ComponentPoint, SystemPoint, TransmitterPoint]);
export type PanelPoint = z.infer<typeof PanelPoint>;
