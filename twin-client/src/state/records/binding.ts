import { z } from 'zod';

/** A proposal where a device is in its building's model: GET /api/v1/buildings/{code}/bindings. */
export const Binding = z.object({
  id: z.string(),
  /** The device is an element; it stands in a space; an element may become a device. */
  kind: z.enum(['element', 'space', 'new']),
  device: z.string().nullable(),
  globalId: z.string(),
  name: z.string(),
  ifcClass: z.string(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  /** 0 to 1; null where only a person can say. */
  confidence: z.number().nullable(),
  evidence: z.array(z.string()),
  kinds: z.array(z.string()),
  state: z.enum(['open', 'bound', 'accepted', 'rejected']),
});
export type Binding = z.infer<typeof Binding>;

export const BindingsReply = z.object({ items: z.array(Binding) });
export const ProposalCount = z.object({ bound: z.int(), open: z.int() });

/** The device that an element becomes. */
export interface NewDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}
