import { z } from 'zod';
import { Code } from '../code.ts';
import { ALARM_ACTIONS } from '../event.ts';
import { Label } from '../site.ts';

/** Nobody trains for longer at a stretch. */
const LONGEST_S = 6 * 3600;

const Seconds = z.number().min(0).max(LONGEST_S);
const Id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'expected a letter, then letters, digits and hyphens, at most 40');
const Text = z.strictObject(Label.shape);

/** A device by its code, or by `$name` one of those that `vary` has under that name. */
const DeviceRef = z
  .string()
  .regex(/^(\$[A-Za-z][A-Za-z0-9-]{0,39}|[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/, 'expected a device code or $name')
  .describe('a device code, or $name of an entry of vary');

const Inject = z
  .strictObject({
    id: Id,
    at: Seconds.describe('seconds from the start'),
    device: z.union([DeviceRef, z.array(DeviceRef).min(1).max(50)]).optional(),
    event: z
      .strictObject({ type: z.string().min(1).max(128), data: z.record(z.string(), z.unknown()).default({}) })
      .optional()
      .describe('what the device reports'),
    observations: z
      .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
      .optional()
      .describe('what the device measures, by property'),
    say: z
      .strictObject({ to: z.string().default('all'), text: Text })
      .optional()
      .describe('what people are told, as by telephone: everybody, or one role'),
    jitterS: Seconds.default(0).describe('comes up to so many seconds earlier or later, by the seed'),
    spreadS: Seconds.default(0).describe('of several devices, each comes up to so many seconds later, by the seed'),
    repeat: z.strictObject({ times: z.int().min(2).max(100), everyS: z.number().min(1).max(LONGEST_S) }).optional(),
  })
  .describe('what happens in the drill');

/** What fulfils a step: something done with an alarm, a step of its procedure, a command, a message. */
const Counts = z.union([
  z
    .strictObject({ alarm: z.enum(ALARM_ACTIONS), code: z.string().optional(), device: DeviceRef.optional() })
    .describe('an action on an alarm, of a code or a device where given'),
  z
    .strictObject({
      procedure: z.string().min(1),
      answer: z.string().optional(),
      code: z.string().optional(),
      device: DeviceRef.optional(),
    })
    .describe("a step of the alarm's procedure, with an answer where given"),
  z
    .strictObject({ command: z.string().min(1), device: DeviceRef.optional() })
    .describe('a command to a device; none is sent in a drill'),
  z
    .strictObject({ message: z.string().min(1), words: z.array(z.string().min(1)).max(20).optional() })
    .describe('a message to a role or all, holding one of the words where given'),
]);

const Step = z.strictObject({
  id: Id,
  text: Text,
  role: Id,
  counts: Counts,
  after: Id.describe('id of the inject or step from which its time runs'),
  withinS: z.number().min(1).max(LONGEST_S),
  mandatory: z.boolean().default(true),
  points: z.int().min(1).max(100).default(10),
});

/** How a recorded event went, seconds from its first inject by step; null where it was not done. */
const Recorded = z.strictObject({
  alarm: Code,
  at: z.iso.datetime({ offset: true }).describe('when the alarm was raised'),
  from: z.iso.datetime({ offset: true }).describe('the instant that the drill begins with again'),
  steps: z.record(Id, z.number().min(0).nullable()),
});

/** A drill as it is written down: what happens when and where, and what people are expected to do about it. */
export const Scenario = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected small letters, digits and hyphens, at most 64'),
  title: Text,
  description: Text,
  place: z.strictObject({ label: Text, building: Code.optional(), storey: z.string().max(20).optional() }),
  startsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day as HH:MM')
    .optional()
    .describe("time of day of the site at which the drill's clock begins; the present one where not given"),
  roles: z
    .array(z.strictObject({ id: Id, label: Text }))
    .min(1)
    .max(8),
  vary: z
    .record(Id, z.array(Code).min(2).max(50))
    .default({})
    .describe('devices of which the seed picks one, by the name that injects and steps call it by'),
  injects: z.array(Inject).min(1).max(200),
  steps: z.array(Step).max(60),
  end: z.strictObject({
    afterS: z.number().min(1).max(LONGEST_S),
    whenDone: z.boolean().default(true).describe('ends earlier, once everything happened and every step is done'),
  }),
  recorded: Recorded.optional(),
});
export type Scenario = z.infer<typeof Scenario>;
export type Inject = Scenario['injects'][number];
export type ScenarioStep = Scenario['steps'][number];

/** The JSON Schema that scenario files are written against. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return { title: 'Drill scenario', ...z.toJSONSchema(Scenario, { io: 'input' }) };
}
