import { z } from 'zod';
import { parsePath } from './path.ts';
import { UNITS } from './units.ts';
import { timeFormatProblem } from './vendor-time.ts';

const MAX_RULES = 500;

const path = z
  .string()
  .superRefine((text, context) => {
    const read = parsePath(text);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  })
  .describe(
    'a path into the item, such as data.sensors[0].temp or values[name=temp].value; $. begins at the whole payload',
  );
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const when = z
  .strictObject({ path, equals: z.union([scalar, z.array(scalar).min(1).max(100)]) })
  .describe('holds where the value at the path is this, or one of these');
const words = z.record(z.string().max(200), scalar).describe('what the vendor says → what we say');

const DeviceRule = z
  .strictObject({
    fixed: z.string().min(1).max(64).optional().describe('always this device'),
    path: path.optional().describe('where the payload says which'),
    map: z.record(z.string().max(200), z.string().min(1).max(64)).optional().describe("the vendor's id → our code"),
    prefix: z.string().max(32).optional().describe("put before the vendor's id"),
  })
  .refine((rule) => (rule.fixed === undefined) !== (rule.path === undefined), 'expected either fixed or path')
  .refine((rule) => rule.map === undefined || rule.prefix === undefined, 'expected either map or prefix, not both');

const TimeRule = z
  .strictObject({
    path,
    format: z.enum(['epochS', 'epochMs', 'iso', 'pattern']),
    pattern: z.string().max(64).optional().describe('of yyyy MM dd HH mm ss SSS and what stands between them'),
    zone: z.string().max(64).optional().describe('+08:00 or Asia/Shanghai'),
  })
  .superRefine((rule, context) => {
    const problem = timeFormatProblem(rule);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const ValueRule = z.strictObject({
  path,
  property: z
    .string()
    .max(64)
    .regex(/^[a-z][A-Za-z0-9]*$/, 'expected the name of a property, such as temperatureC'),
  scale: z.number().default(1),
  offset: z.number().default(0).describe('value = raw × scale + offset, then from unit to the unit of the property'),
  unit: z
    .string()
    .refine((unit) => UNITS.has(unit), { error: `expected one of ${[...UNITS].join(' ')}` })
    .optional()
    .describe('what the vendor measures in'),
  map: words.optional(),
  when: when.optional(),
});

const EventRule = z.strictObject({
  path,
  equals: z.union([scalar, z.array(scalar).min(1).max(100)]),
  type: z.string().min(1).max(128),
  id: path.optional().describe('what makes it one event; its type and time where not given'),
  data: z.record(z.string().max(64), path).default({}).describe('name → path: what else of the payload goes with it'),
  set: z
    .record(z.string().max(64), scalar)
    .default({})
    .describe('name → value, such as active: false for a return to normal'),
});

/** How the payloads of a vendor are read (clause 6.4.5): whose they are, of when, and which of their values are ours. */
export const Mapping = z
  .strictObject({
    name: z.string().min(1).max(100),
    items: path
      .optional()
      .describe('where the array of items is; the payload itself is one or an array of them where not given'),
    device: DeviceRule,
    time: TimeRule.optional().describe('the time of receipt where not given'),
    values: z.array(ValueRule).max(MAX_RULES).default([]),
    events: z.array(EventRule).max(MAX_RULES).default([]),
  })
  .refine((mapping) => mapping.values.length + mapping.events.length > 0, {
    error: 'expected at least one of values or events',
  });
export type Mapping = z.infer<typeof Mapping>;
export type DeviceRule = z.infer<typeof DeviceRule>;
export type TimeRule = z.infer<typeof TimeRule>;
export type ValueRule = z.infer<typeof ValueRule>;
export type EventRule = z.infer<typeof EventRule>;
