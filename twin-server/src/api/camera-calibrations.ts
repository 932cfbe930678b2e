import {
  CalibrationDrift,
  CalibrationPair,
  CameraCalibration,
  calibrationIn,
  geoToLocal,
  LEAST_CHECKED,
  LEAST_PAIRS,
  mostResidualPx,
  type Placement,
  POSE_FAULTS,
  statedPose,
} from 'twin-core';
import { pairResiduals, rootMeanSquare } from 'twin-core/geometry';
import { z } from 'zod';
import { CalibrationBases } from '../base/calibration-bases.ts';
import { CameraCalibrations } from '../base/camera-calibrations.ts';
import { CameraViews } from '../base/camera-views.ts';
import { type JudgedCalibration, JudgedCalibrations } from '../base/judged-calibrations.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { checkVersion, inTurn, VersionOrNew, versionOf } from './record-version.ts';

const MOST_PAIRS = 200;

/** Points of a picture with the corners that they show. */
export const pairs = z
  .array(CalibrationPair)
  .max(MOST_PAIRS)
  .describe(
    'points of the picture, right and down from its upper left corner, and the corners of the model that they show',
  );
const CalibrationView = CameraCalibration.extend({
  pairs: pairs.describe('what it was solved from; none where it was measured otherwise'),
  residualPx: z.number().nullable().describe('root mean square of their distances; null without pairs'),
  drift: CalibrationDrift.nullable().describe(
    'why it is doubted; falls are then traced with a wider error, or not by this camera',
  ),
  check: z
    .object({
      at: z.number().describe('epoch ms'),
      px: z.number().describe('root mean square of the distances'),
      points: z.int(),
    })
    .nullable()
    .describe('the last look at whether it still holds'),
  version: z.string().describe('a word for this content: sent back with a change'),
});
const CalibrationBody = z.strictObject({
  ...CameraCalibration.omit({ camera: true }).shape,
  pairs: pairs.default([]),
  version: VersionOrNew,
});
const CheckBody = z.strictObject({ points: pairs.min(LEAST_CHECKED, 'expected at least 2 points') });

const standing = ({ calibration, basis }: JudgedCalibration) => ({ ...calibration, pairs: basis?.pairs ?? [] });

/** How far points of a picture lie from where a calibration has them, pixels: their root mean square; Infinity where one is behind the camera. */
function offPx(frame: Placement, calibration: CameraCalibration, points: readonly CalibrationPair[]): number {
  const placed = points.map(({ pixel, place }) => ({ pixel, place: geoToLocal(frame, place) }));
  return rootMeanSquare(pairResiduals(calibrationIn(frame, calibration), placed));
}

/** How cameras stand and see, with the deviations of each number: what a fall is traced back by (7.2.16-1, 7.2.16-2). */
export function cameraCalibrationEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access, pool, site, onvif, now = Date.now } = deps;
  const calibrations = new CameraCalibrations(pool, site);
  const bases = new CalibrationBases(pool, site);
  const views = new CameraViews(pool, site);
  const judged = new JudgedCalibrations({ pool, registry, turns: (camera) => onvif.get(camera) !== null });
  const oneAtATime = inTurn();
  const { frame } = registry.site;
  const shown = (one: JudgedCalibration): z.infer<typeof CalibrationView> => {
    const { calibration, basis, drift } = one;
    const used = basis?.pairs ?? [];
    return {
      ...calibration,
      pairs: used,
      residualPx: used.length > 0 ? offPx(frame, calibration, used) : null,
      drift,
      check: basis?.check ?? null,
      version: versionOf(standing(one)),
    };
  };
  return [
    endpoint({
      method: 'get',
      path: '/camera-calibrations',
      tag: 'places',
      summary: 'Calibrations of cameras, where they were measured, and whether they still hold',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of calibrations, or all of them', schema: listOf(CalibrationView) },
      handle: async ({ query }) => pageOfWhole((await judged.list()).map(shown), query, ({ camera }) => camera),
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
      handle: ({ params, body: { version, pairs: made, ...measured }, caller }) =>
        oneAtATime(async () => {
          const camera = deviceOf(deps, params.camera);
          const calibration: CameraCalibration = { camera: camera.code, ...measured };
          const before = await judged.of(camera.code);
          checkVersion(`the calibration of ${camera.code}`, before && standing(before), version);
          checkPairs(calibration, made);
          const view = await views.of(camera.code);
          await calibrations.put(calibration);
          await bases.put(camera.code, { pairs: made, stated: statedPose(camera.location, view) });
          // Masks of its picture are made by it.
          deps.sight.resurvey();
          await deps.cameraChecks.changed(camera, caller.principal!.id);
          await access.audit.append(caller, {
            action: before ? 'cameraCalibration.change' : 'cameraCalibration.add',
            subject: camera.code,
            result: 'done',
            detail: { ...(before && { from: before.calibration }), to: calibration, pairs: made.length },
          });
          return shown((await judged.of(camera.code))!);
        }),
    }),
    endpoint({
      method: 'post',
      path: '/camera-calibrations/{camera}/check',
      tag: 'places',
      summary:
        'Look again at points of the picture: whether the calibration still puts their corners there; kept with it',
      right: 'device.manage',
      params: z.object({ camera: code }),
      body: CheckBody,
      answer: { status: 200, description: 'The calibration with what was seen', schema: CalibrationView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: ({ params, body: { points }, caller }) =>
        oneAtATime(async () => {
          const camera = deviceOf(deps, params.camera);
          const one = await judged.of(camera.code);
          if (!one) throw new Problem('not-found', `${camera.code} is not calibrated`);
          if (!one.basis)
            throw new Problem('conflict', `${camera.code} was not calibrated by points: calibrate it first`);
          const px = offPx(frame, one.calibration, points);
          if (!Number.isFinite(px)) throw bodyFault('points', 'a corner lies behind the camera');
          await bases.check(camera.code, { at: now(), px, points: points.length });
          deps.sight.resurvey();
          await access.audit.append(caller, {
            action: 'cameraCalibration.check',
            subject: camera.code,
            result: 'done',
            detail: { px, points: points.length },
          });
          return shown((await judged.of(camera.code))!);
        }),
    }),
  ];

  /** What a calibration is said to be solved from must bear it out. */
  function checkPairs(calibration: CameraCalibration, made: readonly CalibrationPair[]): void {
    if (made.length === 0) return;
    if (made.length < LEAST_PAIRS) throw bodyFault('pairs', POSE_FAULTS['few-pairs']);
    const [px, most] = [offPx(frame, calibration, made), mostResidualPx(calibration)];
    if (px > most)
      throw bodyFault(
        'pairs',
        `they lie ${px.toFixed(1)} px off where the calibration has them; expected at most ${most.toFixed(1)}`,
      );
  }
}
