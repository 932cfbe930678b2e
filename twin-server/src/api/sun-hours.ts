import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';

const SunView = z.object({
  house: z.string(),
  building: z.string(),
  storey: z.string().nullable(),
  hours: z.number().describe('of sun between 9 and 15 o’clock of solar time, at the sill of the window that gets most'),
  windows: z.int(),
});

/** Hours of sun of homes on the day of the winter solstice: a computed aid to clause 5.4.2, no permit. */
export function sunHourEndpoints({ sight, ...deps }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/sun-hours',
      tag: 'places',
      summary: 'Hours of sun of each home on the day of the winter solstice, by its windows and what stands in the way',
      right: 'twin.view',
      query: z.strictObject({
        ...pageIfAsked(),
        year: z.coerce.number().int().min(1900).max(2200).optional().describe('the present one where not given'),
      }),
      answer: { status: 200, description: 'Homes whose windows are known, by code', schema: listOf(SunView) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const year = query.year ?? new Date((deps.now ?? Date.now)()).getUTCFullYear();
        const homes = await sight.sun(year);
        const rounded = homes.map((home) => ({ ...home, hours: Math.round(home.hours * 100) / 100 }));
        return pageOfWhole(rounded, query, ({ house }) => house);
      },
    }),
  ];
}
