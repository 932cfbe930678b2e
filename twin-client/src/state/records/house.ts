import { HouseRecord } from 'twin-core';
import { z } from 'zod';

/** GET /api/v1/houses?building=&storey=. */
export const HousesReply = z.object({ items: z.array(HouseRecord.loose()), next: z.string().nullish() });
export type House = z.infer<typeof HouseRecord>;

/** A resident as this session may see them: masked by the server. */
export const Resident = z.looseObject({
  name: z.string(),
  phone: z.string().nullish(),
  residentKind: z.string().nullish(),
});

/** GET /api/v1/houses/{code}. */
export const HouseDetail = HouseRecord.extend({ residents: z.array(Resident).optional() });
export type HouseDetail = z.infer<typeof HouseDetail>;
