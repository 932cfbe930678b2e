import { z } from 'zod';

/** Which alarms a receiver is told of; what is null is not asked. */
const ReceiverFilter = z.object({
  facilities: z.array(z.string()).nullable(),
  priorities: z.array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])).nullable(),
  buildings: z.array(z.string()).nullable(),
});

/** Who is told of alarms. Of its secrets only the names of those that are set are ever told. */
export const Receiver = z.object({
  id: z.string(),
  way: z.string(),
  name: z.string(),
  language: z.enum(['zh', 'en']),
  enabled: z.boolean(),
  filter: ReceiverFilter,
  address: z.object({ url: z.string().optional(), to: z.array(z.string()).optional() }),
  secretsSet: z.array(z.string()),
  version: z.string(),
});
export type Receiver = z.infer<typeof Receiver>;

/** A receiver as it is declared: secrets that are not given stay as they are stored. */
export interface ReceiverDraft extends Omit<Receiver, 'secretsSet' | 'version'> {
  readonly secrets: Readonly<Record<string, string>>;
}

/** GET /api/v1/receivers. */
export const ReceiversReply = z.object({ items: z.array(Receiver) });

/** POST /api/v1/receivers/{id}/test: what became of it. */
export const ReceiverTest = z.object({ ok: z.boolean(), detail: z.string().nullable() });
export type ReceiverTest = z.infer<typeof ReceiverTest>;
