import { z } from 'zod';
import { BROADCAST_LEVELS } from './linked-action.ts';
import { Label } from './site.ts';

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

const argument = { label: Label, optional: z.boolean().optional() };
const DeviceCommandView = z.object({
  label: Label,
  args: z
    .record(
      z.string(),
      z.union([
        z.object({
          ...argument,
          type: z.literal('number'),
          range: z.tuple([z.number(), z.number()]).readonly(),
          unit: z.string().optional(),
        }),
        z.object({ ...argument, type: z.literal('text'), maxLength: z.int() }),
        z.object({
          ...argument,
          type: z.literal('choice'),
          choices: z.array(z.object({ name: z.string(), label: Label })).readonly(),
        }),
      ]),
    )
    .optional(),
  confirm: z.boolean().optional().describe('asked twice at the desk'),
});

const DeviceKind = z.object({
  label: Label,
  symbol: z.string().optional(),
  ifc: z.array(z.string()).readonly().optional().describe('what such a device is in an IFC model'),
  silenceAfterMs: z.number().describe('silent for longer, a device is offline'),
  datastreams: z.record(z.string(), ObservedProperty),
  commands: z.record(z.string(), DeviceCommandView).optional().describe('what it can be told'),
});

const clause = { clause: z.string() };
const range = z.enum(['device', 'zone', 'storey', 'building', 'near']);
export const LinkedActionSchema = z.union([
  z.object({
    ...clause,
    do: z.literal('command'),
    command: z.string(),
    args: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    kinds: z.array(z.string()).readonly(),
    within: range,
    count: z.int().optional(),
  }),
  z.object({ ...clause, do: z.literal('broadcast'), text: Label, level: z.enum(BROADCAST_LEVELS), within: range }),
  z.object({ ...clause, do: z.enum(['openCamera', 'flyTo', 'isolateStorey', 'notify', 'callList', 'alertOut']) }),
]);

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
  disabled: z.boolean().optional().describe('by a setting of the site: it is not raised'),
  offDelayMs: z.number().optional(),
  latched: z.boolean().optional().describe('active until acknowledged, whatever its source says'),
  reactionLimitMs: z.number().optional(),
  reAlarmMs: z.number().optional(),
  secondPerson: z.boolean().optional(),
  mergeWithinMs: z.number().optional().describe('alarms of one zone within this time are one incident'),
  explainsBelow: z.boolean().optional().describe('explains silence and faults of what hangs below its device'),
  actions: z.array(LinkedActionSchema).readonly().optional(),
});

/** A declaration as it is given out by the server and read by screens, of facilities too that they never heard of. */
export const FacilitySchema = z.object({
  id: z.string(),
  label: Label,
  clause: z.string().describe('of the standard'),
  supervisedOnly: z.boolean().optional().describe('watched only, never commanded'),
  symbol: z.string().describe('SVG path in a 24 × 24 box'),
  deviceKinds: z.record(z.string(), DeviceKind),
  events: z.record(z.string(), z.object({ label: Label, family: z.string().optional() })).optional(),
  alarms: z.array(AlarmRule).readonly(),
});
