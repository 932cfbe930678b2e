import { CameraView, localToGeo } from 'twin-core';
import type { Coverage } from 'twin-core/geometry';
import { z } from 'zod';
import { PLACE_KINDS } from '../sight/key-places.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';
import { changeOfCameras } from './tried-cameras.ts';

const MOST_CHANGES = 50;

const position = z.tuple([z.number(), z.number()]).describe('longitude, latitude');
const Stretch = z.object({ fromM: z.number(), toM: z.number(), from: position, to: position });
const CoverageView = z.object({
  facades: z
    .array(
      z.object({
        building: z.string(),
        storey: z.string().nullable(),
        areaM2: z.number(),
        seenM2: z.number(),
        lowM: z.number().describe('of its lowest point, metres above the WGS 84 ellipsoid'),
        highM: z.number(),
      }),
    )
    .describe('outer walls and openings of each storey, and what of them cameras see'),
  perimeter: z.object({
    lengthM: z.number(),
    unfencedM: z.number(),
    unseenM: z.number(),
    openM: z.number(),
    unfenced: z.array(Stretch).describe('without a fence zone; metres along the boundary from its first corner'),
    unseen: z.array(Stretch).describe('seen by no camera'),
    open: z.array(Stretch).describe('neither'),
  }),
  placeKinds: z
    .array(z.object({ kind: z.enum(PLACE_KINDS), places: z.int(), covered: z.int() }))
    .describe('the six kinds of clause 7.2.10-1'),
  places: z.array(
    z.object({
      kind: z.enum(PLACE_KINDS),
      code: z.string().describe('of the zone or device, or the name on the ground plan'),
      at: position,
      seenShare: z.number().describe('0 to 1'),
      covered: z.boolean().describe('four fifths of it or more are seen'),
    }),
  ),
  cameras: z.array(z.object({ code: z.string(), facadeM2: z.number(), perimeterM: z.number() })),
});

const Moved = z.strictObject({
  ...CameraView.shape,
  device: code.describe('a camera that there is, or a name for one that is not'),
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  height: z.number().describe('metres above the WGS 84 ellipsoid'),
});
const Change = z.strictObject({
  cameras: z.array(Moved).max(MOST_CHANGES).default([]).describe('moved, turned or added'),
  removed: z.array(code).max(MOST_CHANGES).default([]),
});

/** What cameras and fences cover of the site, and what they would (clauses 7.2.4-1, 7.2.10-1, 7.2.16-1). */
export function coverageEndpoints({ registry, sight }: ApiDeps): Endpoint[] {
  const { frame } = registry.site;
  return [
    endpoint({
      method: 'get',
      path: '/coverage',
      tag: 'places',
      summary: 'What cameras see of facades, boundary and key places, and what fences leave open',
      // Who knows where nobody looks can use it: it is for those who may see what cameras show.
      right: 'video.view',
      answer: {
        status: 200,
        description: 'By occlusion against the buildings’ models and the ground',
        schema: CoverageView,
      },
      problems: ['unavailable'],
      handle: async () => viewOf(await sight.coverage()),
    }),
    endpoint({
      method: 'post',
      path: '/coverage/what-if',
      logged: 'asRead',
      tag: 'places',
      summary: 'The same with cameras moved, added or taken away; changes nothing',
      right: 'video.view',
      body: Change,
      answer: {
        status: 200,
        description: 'As it is and as it would be',
        schema: z.object({ now: CoverageView, changed: CoverageView }),
      },
      problems: ['unavailable'],
      handle: async ({ body }) => {
        const now = await sight.coverage();
        const known = new Set(now.cameras.map((camera) => camera.code));
        const unknown = body.removed.find((camera) => !known.has(camera));
        if (unknown !== undefined)
          throw new Problem('invalid-input', `body.removed: ${unknown} is no camera of which is known what it sees`);
        const changed = await sight.coverage(changeOfCameras(frame, body.cameras, body.removed));
        return { now: viewOf(now), changed: viewOf(changed) };
      },
    }),
  ];

  function viewOf({ facades, perimeter, places, cameras }: Coverage): z.infer<typeof CoverageView> {
    const { lengthM, unfenced, unseen, open } = perimeter;
    return {
      facades: facades.map(({ areaM2, seenM2, lowM, highM, ...band }) => ({
        ...band,
        areaM2: tenth(areaM2),
        seenM2: tenth(seenM2),
        lowM: tenth(frame.height + lowM),
        highM: tenth(frame.height + highM),
      })),
      perimeter: {
        lengthM: tenth(lengthM),
        unfencedM: metresOf(unfenced),
        unseenM: metresOf(unseen),
        openM: metresOf(open),
        unfenced: unfenced.map(stretch),
        unseen: unseen.map(stretch),
        open: open.map(stretch),
      },
      placeKinds: PLACE_KINDS.map((kind) => {
        const ofKind = places.filter((place) => place.kind === kind);
        return { kind, places: ofKind.length, covered: ofKind.filter(({ isCovered }) => isCovered).length };
      }),
      places: places.map(({ kind, code: name, at, seenShare, isCovered }) => ({
        kind: kind as (typeof PLACE_KINDS)[number],
        code: name,
        at: back(at),
        seenShare: Math.round(seenShare * 1000) / 1000,
        covered: isCovered,
      })),
      cameras: cameras.map((one) => ({ ...one, facadeM2: tenth(one.facadeM2), perimeterM: tenth(one.perimeterM) })),
    };
  }

  function stretch({ fromM, toM, from, to }: Coverage['perimeter']['open'][number]): z.infer<typeof Stretch> {
    return { fromM: tenth(fromM), toM: tenth(toM), from: back(from), to: back(to) };
  }

  function back([x, y]: readonly [number, number]): [number, number] {
    const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
    return [longitude, latitude];
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10;
const metresOf = (stretches: Coverage['perimeter']['open']) =>
  tenth(stretches.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0));
