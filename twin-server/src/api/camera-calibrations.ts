import { CameraCalibration, GeoPoint, geoToLocal, localToGeo } from 'twin-core';
import { solvePose } from 'twin-core/geometry';
import { z } from 'zod';
import { CameraCalibrations } from '../base/camera-calibrations.ts';
import { CameraViews } from '../base/camera-views.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { checkVersion, inTurn, VersionOrNew, versionOf } from './record-version.ts';

const CalibrationView = CameraCalibration.extend({
  version: z.string().describe('a word for this content: sent back with a change'),
});
const CalibrationBody = z.strictObject({ ...CameraCalibration.omit({ camera: true }).shape, version: VersionOrNew });

const Corner = z.strictObject({
  pixel: z.tuple([z.number(), z.number()]).describe('right and down from the upper left corner'),
  place: GeoPoint.describe('of the corner of the model that it shows'),
});
const PoseBody = z.strictObject({
  pairs: z.array(Corner).max(200),
  ...CameraCalibration.pick({ focalPx: true, widthPx: true, heightPx: true, k1: true }).shape,
});
const PoseView = z.object({
  calibration: CameraCalibration,
  residualPx: z.number().describe('root mean square of the distances'),
  residualsPx: z.array(z.number()).describe('distance of each corner from where the pose puts it'),
});
/** What is thought of a camera before its pose is solved. */
const UNSURVEYED = { positionM: 1, angleDeg: 2, focal: 0.01, k1: 0.01, pixelPx: 1, clockS: 0.05 };
const FAULTS = {
  'few-pairs': 'expected at least 4 corners',
  'in-line': 'the corners lie in one line; expected some aside of it',
  'no-pose': 'no pose shows the corners where they are',
} as const;

const shown = (calibration: CameraCalibration) => ({ ...calibration, version: versionOf(calibration) });

/** How cameras stand and see, with the deviations of each number: what a fall is traced back by (7.2.16-2). */
export function cameraCalibrationEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access, pool, site } = deps;
  const calibrations = new CameraCalibrations(pool, site);
  const views = new CameraViews(pool, site);
  const oneAtATime = inTurn();
  return [
    endpoint({
      method: 'get',
      path: '/camera-calibrations',
      tag: 'places',
      summary: 'Calibrations of cameras, where they were measured',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of calibrations, or all of them', schema: listOf(CalibrationView) },
      handle: async ({ query }) => pageOfWhole((await calibrations.list()).map(shown), query, ({ camera }) => camera),
    }),
    endpoint({
      method: 'put',
      path: '/camera-calibrations/{camera}',
      tag: 'places',
      summary:
        'Say how a camera stands and sees: falls are traced by it from now on, and masks and coverage are made by it',
      right: 'device.manage',
      params: z.object({ camera: code }),
      body: CalibrationBody,
      answer: { status: 200, description: 'The calibration as stored', schema: CalibrationView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: ({ params, body: { version, ...measured }, caller }) =>
        oneAtATime(async () => {
          const camera = registry.device(params.camera);
          if (!camera) throw new Problem('not-found', `no device ${params.camera}`);
          const calibration: CameraCalibration = { camera: camera.code, ...measured };
          const before = await calibrations.of(camera.code);
          checkVersion(`the calibration of ${camera.code}`, before, version);
          await calibrations.put(calibration);
          // Masks of its picture are made by it.
          await deps.cameraChecks.changed(camera, caller.principal!.id);
          await access.audit.append(caller, {
            action: before ? 'cameraCalibration.change' : 'cameraCalibration.add',
            subject: camera.code,
            result: 'done',
            detail: { ...(before && { from: before }), to: calibration },
          });
          return shown(calibration);
        }),
    }),
    endpoint({
      method: 'post',
      path: '/camera-calibrations/{camera}/pose',
      tag: 'places',
      summary:
        'Solve where a camera stands and looks from points of its picture and the corners they show; stores nothing',
      right: 'device.manage',
      params: z.object({ camera: code }),
      body: PoseBody,
      answer: { status: 200, description: 'The pose with its residual in pixels', schema: PoseView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, body: { pairs, ...lens } }) => {
        const camera = registry.device(params.camera);
        if (!camera) throw new Problem('not-found', `no device ${params.camera}`);
        const { frame } = registry.site;
        const view = await views.of(camera.code);
        const solved = solvePose(
          pairs.map(({ pixel, place }) => ({ pixel, place: geoToLocal(frame, place) })),
          {
            ...lens,
            position: geoToLocal(frame, camera.location),
            headingDeg: (view?.headingDeg ?? 0) - frame.headingDeg,
            tiltDeg: view?.tiltDeg ?? 0,
            rollDeg: 0,
            sigma: UNSURVEYED,
          },
        );
        if (typeof solved === 'string') {
          const reason = FAULTS[solved];
          throw new Problem('invalid-input', `body.pairs: ${reason}`, {
            faults: [{ in: 'body', field: 'pairs', reason }],
          });
        }
        const { position, ...found } = solved.calibration;
        const headingDeg = (found.headingDeg + frame.headingDeg + 360) % 360;
        const calibration = { camera: camera.code, ...found, headingDeg, location: localToGeo(frame, position) };
        return { calibration, residualPx: solved.residualPx, residualsPx: [...solved.residualsPx] };
      },
    }),
  ];
}
