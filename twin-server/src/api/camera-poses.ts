import { CameraCalibration, geoToLocal, localToGeo, mostResidualPx, POSE_FAULTS } from 'twin-core';
import { solvePose } from 'twin-core/geometry';
import { z } from 'zod';
import { CameraViews } from '../base/camera-views.ts';
import { pairs } from './camera-calibrations.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';

/** Corners of buildings no farther off are told, metres. */
const CORNER_REACH_M = 100;
const PoseBody = z.strictObject({
  pairs,
  ...CameraCalibration.pick({ focalPx: true, widthPx: true, heightPx: true, k1: true }).shape,
});
const PoseView = z.object({
  calibration: CameraCalibration,
  residualPx: z.number().describe('root mean square of the distances'),
  residualsPx: z.array(z.number()).describe('distance of each corner from where the pose puts it'),
  mostPx: z.number().describe('a calibration whose root mean square is larger is not stored'),
});
/** What is thought of a camera before its pose is solved. */
const UNSURVEYED = { positionM: 1, angleDeg: 2, focal: 0.01, k1: 0.01, pixelPx: 1, clockS: 0.05 };

/** What helps to calibrate a camera: corners that its picture may show, and the pose that explains where they are in it (7.2.16-1). */
export function cameraPoseEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, pool, site, sight } = deps;
  const views = new CameraViews(pool, site);
  const { frame } = registry.site;
  return [
    endpoint({
      method: 'get',
      path: '/camera-calibrations/{camera}/corners',
      tag: 'places',
      summary: 'Corners of buildings near a camera that points of its picture can be matched to',
      right: 'device.manage',
      params: z.object({ camera: code }),
      answer: {
        status: 200,
        description: 'Those that stand in the open within 100 m, the nearest first; 20 000 at most',
        schema: z.object({
          corners: z
            .array(z.tuple([z.number(), z.number(), z.number()]))
            .describe('longitude, latitude, ellipsoidal height'),
        }),
      },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params }) => {
        const [x, y] = geoToLocal(frame, deviceOf(deps, params.camera).location);
        const found = await sight.corners([x, y], CORNER_REACH_M);
        const corners = Array.from({ length: found.length / 3 }, (_, i): [number, number, number] => {
          const { longitude, latitude, height } = localToGeo(frame, [
            found[i * 3]!,
            found[i * 3 + 1]!,
            found[i * 3 + 2]!,
          ]);
          return [rounded(longitude, 1e9), rounded(latitude, 1e9), rounded(height, 1e3)];
        });
        return { corners };
      },
    }),
    endpoint({
      method: 'post',
      path: '/camera-calibrations/{camera}/pose',
      logged: 'asRead',
      tag: 'places',
      summary:
        'Solve where a camera stands and looks from points of its picture and the corners they show; stores nothing',
      right: 'device.manage',
      params: z.object({ camera: code }),
      body: PoseBody,
      answer: { status: 200, description: 'The pose with its residual in pixels', schema: PoseView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, body: { pairs: given, ...lens } }) => {
        const camera = deviceOf(deps, params.camera);
        const view = await views.of(camera.code);
        const solved = solvePose(
          given.map(({ pixel, place }) => ({ pixel, place: geoToLocal(frame, place) })),
          {
            ...lens,
            position: geoToLocal(frame, camera.location),
            headingDeg: (view?.headingDeg ?? 0) - frame.headingDeg,
            tiltDeg: view?.tiltDeg ?? 0,
            rollDeg: 0,
            sigma: UNSURVEYED,
          },
        );
        if (typeof solved === 'string') throw bodyFault('pairs', POSE_FAULTS[solved]);
        const { position, ...found } = solved.calibration;
        const headingDeg = (found.headingDeg + frame.headingDeg + 360) % 360;
        const calibration = { camera: camera.code, ...found, headingDeg, location: localToGeo(frame, position) };
        const fixed = CameraCalibration.safeParse(calibration);
        // Its deviations are then larger than any that a calibration may have.
        if (!fixed.success) throw bodyFault('pairs', POSE_FAULTS.loose);
        return {
          calibration: fixed.data,
          residualPx: solved.residualPx,
          residualsPx: [...solved.residualsPx],
          mostPx: mostResidualPx(lens),
        };
      },
    }),
  ];
}

const rounded = (value: number, parts: number) => Math.round(value * parts) / parts;
