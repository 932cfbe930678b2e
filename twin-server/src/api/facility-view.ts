import { Label } from 'twin-core';
import { z } from 'zod';

const ObservedProperty = z.object({
  label: Label,
  unit: z.string(),
  type: z.enum(['number', 'boolean', 'state']),
  states: z
    .array(z.object({ name: z.string(), label: Label }))
    .readonly()
    .optional()
    .describe('type state: in the order of their numbers'),
  words: z.tuple([Label, Label]).readonly().optional().describe('type boolean: words for 0 and 1'),
  decimals: z.int().optional(),
  range: z.tuple([z.number(), z.number()]).readonly().optional(),
});

const DeviceKind = z.object({
  label: Label,
  symbol: z.string().optional(),
  ifc: z.array(z.string()).readonly().optional().describe('what such a device is in an IFC model'),
  silenceAfterMs: z.number().describe('silent for longer, a device is offline'),
  datastreams: z.record(z.string(), ObservedProperty),
});

const AlarmRule = z.object({
  code: z.string(),
  label: Label,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  clause: z.string(),
  kinds: z.array(z.string()).readonly().optional().describe('all of the facility where absent'),
  when: z.union([
    z.object({ event: z.string(), holdMs: z.number() }),
    z.object({ property: z.string(), above: z.number(), deadband: z.number().optional() }),
    z.object({ property: z.string(), below: z.number(), deadband: z.number().optional() }),
    z.object({ property: z.string(), equals: z.number() }),
    z.object({ silent: z.literal(true) }),
  ]),
  unless: z.object({ property: z.string(), equals: z.number() }).optional(),
  onDelayMs: z.number().optional(),
  fault: z.boolean().optional(),
  actions: z
    .array(
      z.object({
        do: z.enum(['openCamera', 'siren', 'broadcast', 'stopPort', 'notify', 'isolateStorey']),
        clause: z.string(),
      }),
    )
    .readonly()
    .optional(),
});

/** A facility of the catalogue as given out: the declaration itself. */
export const FacilityView = z.object({
  id: z.string(),
  label: Label,
  clause: z.string().describe('of the standard'),
  symbol: z.string().describe('SVG path in a 24 × 24 box'),
  deviceKinds: z.record(z.string(), DeviceKind),
  events: z.record(z.string(), z.object({ label: Label })).optional(),
  alarms: z.array(AlarmRule).readonly(),
});
