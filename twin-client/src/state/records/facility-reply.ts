import { type Facility, Label } from 'twin-core';
import { z } from 'zod';

const ObservedProperty = z.object({
  label: Label,
  unit: z.string(),
  type: z.enum(['number', 'boolean', 'state']),
  states: z.array(z.object({ name: z.string(), label: Label })).optional(),
  words: z.tuple([Label, Label]).optional(),
  decimals: z.number().int().min(0).max(10).optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
});

const DeviceKind = z.object({
  label: Label,
  symbol: z.string().optional(),
  ifc: z.array(z.string()).optional(),
  silenceAfterMs: z.number().positive(),
  datastreams: z.record(z.string(), ObservedProperty),
});

const AlarmCondition = z.union([
  z.object({ event: z.string(), holdMs: z.number() }),
  z.object({ property: z.string(), above: z.number(), deadband: z.number().optional() }),
  z.object({ property: z.string(), below: z.number(), deadband: z.number().optional() }),
  z.object({ property: z.string(), equals: z.number() }),
  z.object({ silent: z.literal(true) }),
]);

const AlarmRule = z.object({
  code: z.string(),
  label: Label,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  clause: z.string(),
  kinds: z.array(z.string()).optional(),
  when: AlarmCondition,
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
    .optional(),
});

/** GET /api/v1/facilities: the declarations the server runs, so that one this program never heard of still has a panel. */
export const FacilitiesReply: z.ZodType<readonly Facility[]> = z.array(
  z.object({
    id: z.string(),
    label: Label,
    clause: z.string(),
    symbol: z.string(),
    deviceKinds: z.record(z.string(), DeviceKind),
    events: z.record(z.string(), z.object({ label: Label })).optional(),
    alarms: z.array(AlarmRule),
  }),
);
