import { geoToLocal, localToGeo } from 'twin-core';
import { boundaryGaps } from 'twin-core/geometry';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

/** A fence stands on the boundary: what is drawn this far from it is not on it, metres. */
const TOLERANCE_M = 2;

const position = z.tuple([z.number(), z.number()]).describe('longitude, latitude');

const Coverage = z.object({
  boundaryM: z.number(),
  uncoveredM: z.number(),
  zones: z.int().describe('fence zones'),
  gaps: z.array(z.object({ fromM: z.number(), toM: z.number(), from: position, to: position })),
});

/** Whether the fences leave the boundary open anywhere (7.2.4-1). */
export function perimeterEndpoints({ registry }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/perimeter/coverage',
      tag: 'places',
      summary: 'Which metres of the boundary no fence zone covers',
      right: 'twin.view',
      answer: { status: 200, description: 'Metres along the boundary, from its first corner', schema: Coverage },
      handle: () => {
        const { frame, boundary } = registry.site;
        const local = ([longitude, latitude]: readonly [number, number]) => {
          const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
          return [x, y] as const;
        };
        const back = ([x, y]: readonly [number, number]): [number, number] => {
          const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
          return [longitude, latitude];
        };
        const fences = [...registry.zones()].filter(({ kind }) => kind === 'fence');
        const lines = fences.flatMap(({ geometry }) =>
          geometry.type === 'LineString'
            ? [geometry.coordinates.map(local)]
            : geometry.coordinates.map((ring) => ring.map(local)),
        );
        const { lengthM, uncoveredM, gaps } = boundaryGaps(boundary.map(local), lines, [], TOLERANCE_M);
        return {
          boundaryM: round(lengthM),
          uncoveredM: round(uncoveredM),
          zones: fences.length,
          gaps: gaps.map(({ fromM, toM, from, to }) => ({
            fromM: round(fromM),
            toM: round(toM),
            from: back(from),
            to: back(to),
          })),
        };
      },
    }),
  ];
}

const round = (metres: number) => Math.round(metres * 10) / 10;
