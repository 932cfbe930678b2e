import { DutyRecord } from 'twin-core';
import { z } from 'zod';

/** A person as this session may see them: masked by the server. */
export const PersonView = z.object({ code: z.string(), name: z.string(), phone: z.string().nullable() });

/** One running duty. */
export const Duty = DutyRecord.extend({ person: PersonView });
export type Duty = z.infer<typeof Duty>;

/** GET /api/v1/duties. */
export const DutiesReply = z.object({ items: z.array(Duty) });
