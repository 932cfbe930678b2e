import type { Alarm } from 'twin-core';
import { z } from 'zod';
import type { Way } from './way.ts';
import { WAYS } from './ways/index.ts';

const codes = z.array(z.string().min(1).max(64)).max(200);

/** Which alarms a receiver is told of; what is null is not asked. */
export const ReceiverFilter = z.strictObject({
  facilities: codes.nullable().default(null),
  priorities: z
    .array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]))
    .max(4)
    .nullable()
    .default(null)
    .describe('1 critical, 2 high, 3 medium, 4 notice'),
  buildings: codes.nullable().default(null),
});
export type ReceiverFilter = z.infer<typeof ReceiverFilter>;

const COMMON = {
  name: z.string().min(1).max(100),
  language: z.enum(['zh', 'en']).default('zh').describe('of what people read'),
  enabled: z.boolean().default(true),
  filter: ReceiverFilter.default({ facilities: null, priorities: null, buildings: null }),
};

/** Who is told of alarms, as declared: by which way, where, with which secrets. */
export const ReceiverBody = z.discriminatedUnion(
  'way',
  WAYS.map(({ id, address, secrets }) =>
    z.strictObject({
      ...COMMON,
      way: z.literal(id),
      address: address as z.ZodType<object>,
      secrets: secrets.partial().default({}).describe('what is not given stays as it is stored; never told again'),
    }),
  ) as unknown as readonly [typeof AnyReceiver],
);

/** The same whatever the way. */
const AnyReceiver = z.strictObject({
  ...COMMON,
  way: z.string(),
  address: z.object({}).catchall(z.unknown()),
  secrets: z.object({}).catchall(z.unknown()),
});

/** What may be shown of a receiver. */
export interface ReceiverRecord extends Omit<z.infer<typeof AnyReceiver>, 'secrets'> {
  readonly id: string;
}

/** A receiver as stored: what may be shown of it, and apart from that what may not. */
export interface Receiver extends ReceiverRecord {
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** The way of a receiver. Throws an Error for one that this program does not have. */
export function wayOf({ way }: Pick<ReceiverRecord, 'way'>): Way {
  const found = WAYS.find(({ id }) => id === way);
  if (!found) throw new Error(`there is no way ${way}`);
  return found;
}

/** Whether a receiver is to be told of an alarm. */
export function wants({ enabled, filter }: ReceiverRecord, alarm: Alarm): boolean {
  const { facilities, priorities, buildings } = filter;
  return (
    enabled &&
    (facilities === null || facilities.includes(alarm.facility)) &&
    (priorities === null || priorities.includes(alarm.priority)) &&
    (buildings === null || (alarm.building !== null && buildings.includes(alarm.building)))
  );
}
