import { HouseRecord } from 'twin-core';
import { z } from 'zod';

/** A space of a building's model in a list: GET /api/v1/spaces. `storey` is a name, `house` the code of the home that it is. */
const Space = z.object({
  building: z.string(),
  globalId: z.string(),
  name: z.string(),
  longName: z.string().nullable(),
  objectType: z.string().nullable(),
  storey: z.string().nullable(),
  storeyId: z.string().nullable(),
  house: z.string().nullable(),
});
export type Space = z.infer<typeof Space>;
export const SpacesReply = z.object({ items: z.array(Space), next: z.string().nullable() });
export type SpacesReply = z.infer<typeof SpacesReply>;

/** GET /api/v1/storeys. */
const Storey = z.object({ building: z.string(), globalId: z.string(), name: z.string() });
export type Storey = z.infer<typeof Storey>;
export const StoreysReply = z.object({ items: z.array(Storey), next: z.string().nullable() });
export type StoreysReply = z.infer<typeof StoreysReply>;

/** GET /api/v1/houses?q=. */
export const HomesReply = z.object({ items: z.array(HouseRecord), next: z.string().nullable() });
export type HomesReply = z.infer<typeof HomesReply>;

/** What to look for among storeys, spaces and homes: every word of q must be found. */
export interface PlaceQuery {
  readonly q?: string;
  readonly building?: string;
  readonly cursor?: string;
  readonly limit?: number;
}
