import { extname } from 'node:path';
import { Router } from 'express';
import { PictureMask } from 'twin-core';
import { z } from 'zod';
import { MASK_REFUSALS } from '../sight/sight.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { checkMask, masksFor } from './mask-check.ts';
import { API_ROOT, authorize, identify } from './mount.ts';
import { Problem } from './problem.ts';

/** Media types of what is kept, by the ending of its file. */
export const CLIP_TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.ts': 'video/mp2t',
  '.jpg': 'image/jpeg',
};

const ClipView = z.object({
  camera: z.string(),
  kind: z.enum(['clip', 'snapshot']),
  from: z.number().describe('epoch ms'),
  to: z.number(),
  type: z.string().nullable().describe('media type'),
  bytes: z.int(),
  address: z.string().nullable().describe('null where nothing could be kept'),
  fault: z.string().nullable().describe('why nothing could be kept'),
  mask: PictureMask.describe('of the picture nobody may see: covered wherever it is shown'),
  maskRefusal: z.enum(MASK_REFUSALS).nullable().describe('why it is shown to nobody, as of the camera'),
});

/** What cameras showed around an alarm: clauses 7.2.10-3, 7.2.16-2. */
export function alarmClipEndpoints(deps: ApiDeps): Endpoint[] {
  const { clips } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/alarms/{id}/clips',
      tag: 'video',
      summary: 'Clips and pictures kept of the cameras around an alarm; there some seconds after it was raised',
      right: 'video.view',
      params: z.object({ id: code }),
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them', schema: listOf(ClipView) },
      problems: ['unavailable'],
      handle: async ({ params: { id }, query, caller }) => {
        const kept = await clips.list(id);
        const masks = await masksFor(deps, [...new Set(kept.map(({ camera }) => camera))], caller);
        const items = kept.map(({ file, ...clip }) => ({
          ...clip,
          type: file === null ? null : (CLIP_TYPES[extname(file)] ?? null),
          address: file === null ? null : `${API_ROOT}/alarms/${id}/clips/${clip.camera}/${clip.kind}`,
          mask: masks.get(clip.camera)!.polygons,
          maskRefusal: masks.get(clip.camera)!.refusal,
        }));
        return pageOfWhole(items, query, ({ camera, kind, from }) => `${camera} ${kind} ${from}`);
      },
    }),
  ];
}

/** `/api/v1/alarms/{id}/clips/{camera}/{clip|snapshot}`: the file, whole or in ranges; `?download` to save it. */
export function alarmClipRouter(deps: ApiDeps): Router {
  const router = Router({ caseSensitive: true });
  router.get(
    '/:id/clips/:camera/:kind',
    identify(deps, 'video.view'),
    authorize(deps, 'video.view', { site: deps.site }),
    async (request, response, next) => {
      const { id, camera, kind } = request.params as Record<'id' | 'camera' | 'kind', string>;
      const kept = (await deps.clips.list(id)).find((clip) => clip.camera === camera && clip.kind === kind);
      if (!kept?.file) throw new Problem('not-found', `no ${kind} of ${camera} was kept for alarm ${id}`);
      await checkMask(deps, camera, response);
      if (request.query.download !== undefined) {
        const entry = { action: 'video.clip', subject: `${id} ${camera}`, result: 'done', detail: { kind } } as const;
        await deps.access.audit.append(response.locals.caller, entry);
        response.attachment(`${id}-${camera}${extname(kept.file)}`);
      }
      response.setHeader('Cache-Control', 'private, max-age=3600, immutable');
      response.setHeader('Content-Type', CLIP_TYPES[extname(kept.file)] ?? 'application/octet-stream');
      response.sendFile(deps.clips.path(kept.file), { cacheControl: false, dotfiles: 'allow' }, (error) => {
        if (error && !response.headersSent) next(new Problem('not-found', 'the file is gone', { cause: error }));
      });
    },
  );
  return router;
}
