import { HouseRecord } from 'twin-core';
import { z } from 'zod';
import { PersonView } from './duty.ts';

export type House = z.infer<typeof HouseRecord>;

/** GET /api/v1/houses?building=&storey=. */
export const HousesReply = z.object({ items: z.array(HouseRecord) });

/** GET /api/v1/houses/{code}: with its residents, masked by right. */
export const HouseDetail = HouseRecord.extend({
  residents: z.array(PersonView.extend({ residentKind: z.enum(['permanent', 'floating', 'staff']) })),
});
export type HouseDetail = z.infer<typeof HouseDetail>;
