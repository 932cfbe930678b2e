import { z } from 'zod';

const Result = z.object({ target: z.string(), ok: z.boolean(), detail: z.string().nullable() });

/** What became of a command: POST /api/v1/devices/{code}/commands. */
export const CommandOutcome = z.object({
  id: z.string(),
  ok: z.boolean(),
  attempts: z.int(),
  results: z.array(Result),
});
export type CommandOutcome = z.infer<typeof CommandOutcome>;

/** A command that a device was given by a person. Times are epoch ms; endedAt is null while it is under way. */
export const CommandRecord = z.object({
  id: z.string(),
  command: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  by: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  askedAt: z.number(),
  endedAt: z.number().nullable(),
  ok: z.boolean().nullable(),
  results: z.array(Result),
});
export type CommandRecord = z.infer<typeof CommandRecord>;

/** GET /api/v1/devices/{code}/commands, the newest first. */
export const CommandsReply = z.object({ items: z.array(CommandRecord), next: z.string().nullable() });
