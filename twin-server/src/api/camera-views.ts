import { CameraView, DeviceRecord } from 'twin-core';
import { z } from 'zod';
import { CameraViews } from '../base/camera-views.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { checkVersion, inTurn, RemovalQuery, VersionOrNew, versionOf } from './record-version.ts';

const Seen = CameraView.omit({ device: true });
const ViewOfCamera = CameraView.extend({
  name: z.string().describe('of the camera'),
  location: DeviceRecord.shape.location,
  version: z.string().describe('a word for this content: sent back with a change'),
});
const ViewBody = z.strictObject({ ...Seen.shape, version: VersionOrNew });

/** What cameras see: heading, tilt, angle and range of each (clauses 7.2.4-4, 7.2.16-2). */
export function cameraViewEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access, pool, site } = deps;
  const views = new CameraViews(pool, site);
  const oneAtATime = inTurn();
  const shown = (view: CameraView): z.infer<typeof ViewOfCamera>[] => {
    const camera = registry.device(view.device);
    return camera ? [{ ...view, name: camera.name, location: camera.location, version: versionOf(view) }] : [];
  };
  return [
    endpoint({
      method: 'get',
      path: '/camera-views',
      tag: 'places',
      summary: 'What each camera sees, where that is known',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of views, or all of them', schema: listOf(ViewOfCamera) },
      handle: async ({ query }) => pageOfWhole((await views.list()).flatMap(shown), query, ({ device }) => device),
    }),
    endpoint({
      method: 'put',
      path: '/camera-views/{device}',
      tag: 'places',
      summary: 'Say what a camera sees; every screen shows it at once',
      right: 'device.manage',
      params: z.object({ device: code }),
      body: ViewBody,
      answer: { status: 200, description: 'The view as stored', schema: ViewOfCamera },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: ({ params, body, caller }) =>
        oneAtATime(async () => {
          const camera = deviceOf(deps, params.device);
          const { version, ...seen } = body;
          const view: CameraView = { device: camera.code, ...seen };
          const before = await views.of(camera.code);
          checkVersion(`the view of ${camera.code}`, before, version);
          await views.put(view);
          deps.sight.resurvey();
          await deps.cameraChecks.changed(camera, caller.principal!.id);
          await deps.announcePlace('cameraView', camera.code);
          await access.audit.append(caller, {
            action: before ? 'cameraView.change' : 'cameraView.add',
            subject: camera.code,
            result: 'done',
            detail: { ...(before && { from: before }), to: view },
          });
          return shown(view)[0]!;
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/camera-views/{device}',
      tag: 'places',
      summary: 'Forget what a camera sees',
      right: 'device.manage',
      params: z.object({ device: code }),
      query: RemovalQuery,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: ({ params, query, caller }) =>
        oneAtATime(async () => {
          const view = await views.of(params.device);
          if (!view) throw new Problem('not-found', `nobody said what ${params.device} sees`);
          checkVersion(`the view of ${view.device}`, view, query.version);
          await views.remove(view.device);
          await deps.announcePlace('cameraView', view.device);
          await access.audit.append(caller, {
            action: 'cameraView.remove',
            subject: view.device,
            result: 'done',
            detail: { from: view },
          });
        }),
    }),
  ];
}
