import { z } from 'zod';

const Person = z.object({ account: z.string(), displayName: z.string() });
const Label = z.object({ zh: z.string(), en: z.string() });
const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const stands = {
  device: z.string(),
  deviceName: z.string(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
};

const OpenLine = z.object({
  id: z.string(),
  label: Label,
  ...stands,
  priority,
  raisedAt: z.number(),
  condition: z.enum(['active', 'acknowledged', 'returned', 'normal', 'shelved', 'suppressed', 'outOfService']),
  case: z.enum(['new', 'acknowledged', 'inProgress', 'resolved', 'closed']),
  escalated: z.boolean(),
  assignee: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  members: z.number(),
});
export type OpenLine = z.infer<typeof OpenLine>;

/** What whoever comes has to know, as the system saw it `at`; epoch ms. People are account ids. */
const HandoverSheet = z.object({
  at: z.number(),
  since: z.number(),
  raised: z.array(z.object({ priority, count: z.number(), falseAlarms: z.number() })),
  open: z.object({ count: z.number(), items: z.array(OpenLine) }),
  shelved: z.object({
    count: z.number(),
    items: z.array(
      OpenLine.extend({ until: z.number(), shelvedBy: z.string().nullable(), reason: z.string().nullable() }),
    ),
  }),
  silent: z.object({
    count: z.number(),
    items: z.array(z.object({ ...stands, lastHeard: z.number().nullable() })),
  }),
});
export type HandoverSheet = z.infer<typeof HandoverSheet>;

const people = z.record(z.string(), Person);
export type People = z.infer<typeof people>;

const HandoverSummary = z.object({
  id: z.string(),
  writtenAt: z.number(),
  writtenBy: Person.nullable(),
  notes: z.string(),
  signedAt: z.number().nullable(),
  signedBy: Person.nullable(),
  remark: z.string().nullable(),
  open: z.number(),
  shelved: z.number(),
  silent: z.number(),
});
export type HandoverSummary = z.infer<typeof HandoverSummary>;

/** GET /api/v1/handover: the sheet as of now. */
export const CurrentHandover = z.object({ sheet: HandoverSheet, people, unsigned: z.array(HandoverSummary) });
export type CurrentHandover = z.infer<typeof CurrentHandover>;

/** GET /api/v1/handovers/{id}: one with its sheet as it stood. */
export const Handover = HandoverSummary.extend({ sheet: HandoverSheet, people });
export type Handover = z.infer<typeof Handover>;

export const HandoversReply = z.object({ items: z.array(HandoverSummary), next: z.string().nullable() });
export type HandoversReply = z.infer<typeof HandoversReply>;
