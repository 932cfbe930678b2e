import { type BuildingRecord, Georeference, geoToLocal, localToGeo, Placement } from 'twin-core';
import { z } from 'zod';
import { groundDistanceM } from '../bake/ifc/georeference/ground-distance.ts';
import { provenanceOf } from '../base/provenance.ts';
import { readPlacedOutline } from './baked-outline.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Correction, correctionsFor } from './placement-corrections.ts';
import { Problem } from './problem.ts';

/** What the registry notes as the source of a record that a person placed. */
const BY_HAND = 'hand';
/** Heights over the ellipsoid that ground can have, with a margin, metres. */
const HEIGHT_M = { least: -500, most: 9000 };

const NewPlacement = z.strictObject({
  longitude: z.number().min(-180).max(180).describe('degrees, WGS 84'),
  latitude: z.number().min(-90).max(90).describe('degrees, WGS 84'),
  height: z.number().min(HEIGHT_M.least).max(HEIGHT_M.most).describe('metres over the WGS 84 ellipsoid'),
  headingDeg: z.number().min(-360).max(360).describe("azimuth of the model's +Y, clockwise from true north"),
  footprint: z
    .enum(['move', 'keep'])
    .default('move')
    .describe('whether the recorded plan position goes along, or is right and only the model is not'),
});

const StandingView = z.object({
  building: z.string(),
  placement: Placement,
  source: z.string().describe('where the record comes from; hand: a person placed it'),
  devices: z
    .int()
    .describe('devices of the building: they stand by coordinates of their own, and do not move with its model'),
});

const GeoreferenceView = StandingView.extend({
  georeference: Georeference.nullable().describe('what the model’s file says of its place; null without a model'),
  residualM: z
    .number()
    .nullable()
    .describe('on the ground, between where it stands and the place of its file; null where the file is not believed'),
  corrections: z.array(Correction),
});

const MovedView = StandingView.extend({
  changed: z.boolean().describe('false where it stood there already'),
  movedM: z.number().describe('on the ground, from where it stood before'),
  footprint: z.array(z.tuple([z.number(), z.number()])).describe('plan position: ring of [longitude, latitude]'),
});

/** Where buildings stand: what their files say of it, and what a person says. */
export function placementEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access, pool, paths, site } = deps;
  const known = (given: string): BuildingRecord => {
    const record = registry.building(given);
    if (!record) throw new Problem('not-found', `no building ${given}`);
    return record;
  };
  const standing = async (record: BuildingRecord): Promise<z.infer<typeof StandingView>> => {
    let devices = 0;
    for (const device of registry.devices()) if (device.building === record.code) devices += 1;
    const { source } = (await provenanceOf(pool, 'building', site, record.code))!;
    return { building: record.code, placement: record.placement, source, devices };
  };
  return [
    endpoint({
      method: 'get',
      path: '/buildings/{code}/georeference',
      tag: 'buildings',
      summary: 'What the model of a building says of its place, where it stands, and what may be meant instead',
      right: 'twin.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The findings and the corrections offered', schema: GeoreferenceView },
      problems: ['not-found'],
      handle: async ({ params }) => {
        const record = known(params.code);
        const outline = await readPlacedOutline(paths.tilesets, record.code);
        const georeference = outline?.georeference ?? null;
        const { placement } = record;
        return {
          ...(await standing(record)),
          georeference,
          residualM: georeference?.believed ? groundDistanceM(georeference.placement, placement) : null,
          corrections: await correctionsFor(georeference, {
            placement,
            ground: registry.site.frame,
            lowestM: outline?.box?.min[2] ?? 0,
          }),
        };
      },
    }),
    endpoint({
      method: 'put',
      path: '/buildings/{code}/placement',
      tag: 'buildings',
      summary: 'Say where a building stands; its model is drawn there at once on every screen',
      right: 'model.manage',
      params: z.object({ code }),
      body: NewPlacement,
      answer: { status: 200, description: 'Where it stands now', schema: MovedView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, body, caller }) => {
        const before = known(params.code);
        const { footprint: plan, ...given } = body;
        const placement = { ...given, headingDeg: halfTurns(given.headingDeg) };
        const changed = !isSame(before.placement, placement);
        const footprint = plan === 'move' && changed ? carried(before, placement) : before.footprint;
        if (changed) {
          await deps.putBuilding({ ...before, placement, footprint }, BY_HAND, 'placement');
          await access.audit.append(caller, {
            action: 'building.place',
            subject: before.code,
            result: 'done',
            detail: { from: before.placement, to: placement, footprint: plan },
          });
        }
        const movedM = groundDistanceM(before.placement, placement);
        return { ...(await standing(known(params.code))), changed, movedM, footprint };
      },
    }),
  ];
}

/** An azimuth from −180 (not included) to 180 degrees. */
function halfTurns(headingDeg: number): number {
  // As it is where it can be: a remainder would lose its last digits.
  if (headingDeg > -180 && headingDeg <= 180) return headingDeg;
  const turned = ((headingDeg % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

function isSame(a: Placement, b: Placement): boolean {
  const { longitude, latitude, height, headingDeg } = a;
  return (
    longitude === b.longitude &&
    latitude === b.latitude &&
    height === b.height &&
    halfTurns(headingDeg) === b.headingDeg
  );
}

/** The plan position moved and turned as the model is: every corner keeps its place in the building's own frame. */
function carried({ footprint, placement: from }: BuildingRecord, to: Placement): BuildingRecord['footprint'] {
  return footprint.map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(from, { longitude, latitude, height: from.height });
    const corner = localToGeo(to, [x, y, 0]);
    return [corner.longitude, corner.latitude];
  });
}
