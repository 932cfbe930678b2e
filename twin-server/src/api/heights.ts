import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

const MOST_POINTS = 500;

const points = z
  .string()
  .max(32_768)
  .transform((value, context) => {
    const places = value
      .split(';')
      .map((place) => place.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))));
    const bad = places.findIndex(
      ([longitude = NaN, latitude = NaN, ...rest]) =>
        rest.length > 0 || !(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90),
    );
    if (bad >= 0) {
      context.addIssue({
        code: 'custom',
        message: `point ${bad + 1}: expected longitude,latitude in degrees, points parted by semicolons`,
      });
      return z.NEVER;
    }
    if (places.length > MOST_POINTS) {
      context.addIssue({ code: 'custom', message: `expected at most ${MOST_POINTS} points` });
      return z.NEVER;
    }
    return places as [number, number][];
  })
  .describe('longitude,latitude;longitude,latitude… in degrees, WGS 84');

const HeightView = z.object({
  longitude: z.number(),
  latitude: z.number(),
  height: z.number().nullable().describe('metres above the WGS 84 ellipsoid; null where no elevation model is'),
  normalHeight: z.number().nullable().describe('metres above EGM96'),
  source: z.string().nullable().describe('name of the elevation model'),
  accuracyM: z.number().nullable().describe('one standard deviation, metres; null where unknown'),
});

/** Heights of the ground: clause 6.4.1-9. */
export function heightEndpoints({ terrain }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/heights',
      tag: 'site',
      summary: 'Heights of the ground at places, and which elevation model they are from',
      right: 'twin.view',
      query: z.strictObject({ points }),
      answer: {
        status: 200,
        description: 'A height for each point, in their order',
        schema: z.object({ items: z.array(HeightView) }),
      },
      handle: async ({ query }) => ({
        items: terrain
          ? await terrain.heightsAt(query.points)
          : query.points.map(([longitude, latitude]) => ({
              longitude,
              latitude,
              height: null,
              normalHeight: null,
              source: null,
              accuracyM: null,
            })),
      }),
    }),
  ];
}
