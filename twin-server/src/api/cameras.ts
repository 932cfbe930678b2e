import { CameraMask, CameraStream, PictureMask, STREAM_ROLES, STREAM_WAYS, type StreamWay } from 'twin-core';
import { z } from 'zod';
import { boundCameras } from '../base/bound-cameras.ts';
import { MASK_REFUSALS, type Mask } from '../sight/sight.ts';
import type { CameraChannel } from '../video/camera-channel.ts';
import { clipOf } from '../video/clips/clip-bytes.ts';
import { cameraOf, checkAddress, shownAddress } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, instant, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { maskFor, masksFor } from './mask-check.ts';
import { API_ROOT } from './mount.ts';
import { Problem } from './problem.ts';

const Stated = z.object({
  condition: z
    .enum(['starting', 'live', 'frozen', 'lost'])
    .nullable()
    .describe('null where nothing of it can be watched'),
  since: z.number().nullable().describe('epoch ms'),
  reason: z.string().nullable(),
});
const CameraView = Stated.extend({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  streams: z.array(
    z.object({
      way: z.enum(STREAM_WAYS),
      role: z.enum(STREAM_ROLES),
      address: z.string().describe('where this server has it'),
    }),
  ),
  mask: PictureMask.describe('of the picture nobody may see: covered wherever it is shown'),
  maskRefusal: z
    .enum(MASK_REFUSALS)
    .nullable()
    .describe('why its pictures are shown to nobody: a mask is needed and there is none; null where they are shown'),
  check: z
    .object({
      changedBy: z.string(),
      changedAt: z.number().describe('epoch ms'),
      own: z.boolean().describe('the caller changed it'),
    })
    .nullable()
    .describe('its tilt or mask was changed and waits for a second person; told to those alone who can check it'),
  recordedFrom: z
    .number()
    .nullable()
    .describe('how far back its last minutes reach, epoch ms; null where none are held'),
});
const CameraListed = CameraView.extend({
  mask: CameraView.shape.mask.optional().describe('not there where the list was asked for without masks'),
});
const MaskView = z.object({
  camera: z.string(),
  polygons: PictureMask,
  byHand: z.int().describe('how many of the polygons a person drew; they come first'),
  windows: z.int().describe('windows of homes that the others hide'),
  refusal: CameraView.shape.maskRefusal,
});
const StreamView = CameraStream.omit({ url: true }).extend({
  source: z
    .string()
    .nullable()
    .describe('where this server gets it, without password and query; null without the right device.manage'),
});
const StreamPath = z.object({ code, way: z.enum(STREAM_WAYS), role: z.enum(STREAM_ROLES) });
const StreamBody = z.strictObject({
  url: CameraStream.shape.url.optional().describe('may hold a password; what is stored stays where it is not given'),
  enabled: z.boolean().default(true),
});
const SpanQuery = z.strictObject({
  from: instant.optional().describe('at or after; what is held where not given'),
  to: instant.optional().describe('before'),
});

type Checks = ReadonlyMap<string, NonNullable<z.infer<typeof CameraView>['check']>>;

/** Changes that wait for a second person, by camera; for who may not check them, none. */
async function checksFor(deps: ApiDeps, { principal }: Caller, camera?: string): Promise<Checks> {
  if (!deps.decide(principal, 'device.manage', { site: deps.site }).allowed) return new Map();
  const waiting = [...(await deps.cameraChecks.waiting(camera)).values()];
  const names = await deps.access.accounts.namesOf(waiting.map(({ changedBy }) => changedBy));
  return new Map(
    waiting.map(({ camera: code, changedBy, changedAt }) => [
      code,
      { changedBy: names.get(changedBy)?.displayName ?? '', changedAt, own: changedBy === principal?.id },
    ]),
  );
}

/** Where this server has a stream. */
function addressOf(camera: string, { way, role }: Pick<CameraStream, 'way' | 'role'>): string {
  const at = `${API_ROOT}/cameras/${encodeURIComponent(camera)}/live`;
  const ends: Readonly<Record<StreamWay, string>> = {
    hls: `hls/${role}/index.m3u8`,
    whep: `whep/${role}`,
    flv: `flv/${role}`,
    mjpeg: `mjpeg/${role}`,
    snapshot: 'snapshot',
  };
  return `${at}/${ends[way]}`;
}

/** Cameras, where their pictures come from, and what of them is held: clauses 7.2.10-3, E6.1.4-3, 7.2.16-1. */
export function cameraEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, catalogue, surroundings, video, cameraStreams, cameraChecks, access, sight } = deps;
  const view = (channel: CameraChannel, mask: Mask, checks: Checks) => {
    const device = registry.device(channel.camera);
    const state = channel.state();
    return {
      code: channel.camera,
      name: device?.name ?? channel.camera,
      kind: device?.kind ?? '',
      condition: state?.condition ?? null,
      since: state?.since ?? null,
      reason: state?.reason ?? null,
      streams: channel.streams.map(({ way, role }) => ({
        way,
        role,
        address: addressOf(channel.camera, { way, role }),
      })),
      mask: mask.polygons,
      maskRefusal: mask.refusal,
      check: checks.get(channel.camera) ?? null,
      recordedFrom: channel.recorded?.ring.segments[0]?.from ?? null,
    };
  };
  return [
    endpoint({
      method: 'get',
      path: '/cameras',
      tag: 'video',
      summary: 'Cameras that have a stream, and how it fares',
      right: 'video.view',
      query: z.strictObject({
        ...pageIfAsked(),
        device: code.optional().describe('those that show where this device stands, the best first'),
        masks: z
          .enum(['true', 'false'])
          .default('true')
          .describe('false: without their masks, which are most of the answer, for who shows no picture of them'),
      }),
      answer: { status: 200, description: 'A page of cameras, or all of them', schema: listOf(CameraListed) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ query, caller }) => {
        let channels = [...video.channels].sort((a, b) => (a.camera < b.camera ? -1 : 1));
        if (query.device !== undefined) {
          channels = boundCameras(deviceOf(deps, query.device), registry, catalogue, surroundings).flatMap(
            (camera) => video.channel(camera) ?? [],
          );
        }
        const codes = channels.map(({ camera }) => camera);
        const [masks, checks] = await Promise.all([masksFor(deps, codes, caller), checksFor(deps, caller)]);
        const cameras = channels.map((channel) => view(channel, masks.get(channel.camera)!, checks));
        if (query.masks === 'true')
          return pageOfWhole<z.infer<typeof CameraListed>>(cameras, query, ({ code }) => code);
        return pageOfWhole(
          cameras.map(({ mask: _mask, ...camera }) => camera),
          query,
          ({ code }) => code,
        );
      },
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}',
      tag: 'video',
      summary: 'A camera that has a stream, and how it fares',
      right: 'video.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The camera', schema: CameraView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const channel = video.channel(params.code);
        if (!channel) throw new Problem('not-found', `${params.code} has no stream`);
        return view(channel, await maskFor(deps, params.code, caller), await checksFor(deps, caller, params.code));
      },
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}/streams',
      tag: 'video',
      summary: 'Where the pictures of a camera come from',
      right: 'video.view',
      params: z.object({ code }),
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of its streams', schema: listOf(StreamView) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query, caller }) => {
        const camera = cameraOf(deps, params.code);
        const mayManage = deps.decide(caller.principal, 'device.manage', { site: deps.site }).allowed;
        const streams = await cameraStreams.list(camera.code);
        const items = streams.map(({ url, ...stream }) => ({
          ...stream,
          source: mayManage ? shownAddress(url) : null,
        }));
        return pageOfWhole(items, query, ({ way, role }) => `${way} ${role}`);
      },
    }),
    endpoint({
      method: 'put',
      path: '/cameras/{code}/streams/{way}/{role}',
      tag: 'video',
      summary: 'Say where a camera has a stream; it is followed at once',
      right: 'device.manage',
      params: StreamPath,
      body: StreamBody,
      answer: { status: 200, description: 'The stream as stored', schema: StreamView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: given, way, role }, body, caller }) => {
        const { code: camera } = cameraOf(deps, given);
        const before = (await cameraStreams.list(camera)).find((stream) => stream.way === way && stream.role === role);
        const url = body.url ?? before?.url;
        if (url === undefined) throw new Problem('invalid-input', 'body.url: expected, for a stream that is new');
        checkAddress(deps, 'url', url);
        await cameraStreams.put({ camera, way, role, url, enabled: body.enabled });
        await video.refresh();
        const detail = { way, role, enabled: body.enabled, source: shownAddress(url) };
        await access.audit.append(caller, { action: 'camera.stream', subject: camera, result: 'done', detail });
        return { camera, way, role, enabled: body.enabled, source: shownAddress(url) };
      },
    }),
    endpoint({
      method: 'delete',
      path: '/cameras/{code}/streams/{way}/{role}',
      tag: 'video',
      summary: 'Forget a stream of a camera',
      right: 'device.manage',
      params: StreamPath,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: given, way, role }, caller }) => {
        const { code: camera } = cameraOf(deps, given);
        const known = (await cameraStreams.list(camera)).some((stream) => stream.way === way && stream.role === role);
        if (!known) throw new Problem('not-found', `${camera} has no ${way} stream ${role}`);
        await cameraStreams.remove({ camera, way, role });
        await video.refresh();
        const detail = { way, role };
        await access.audit.append(caller, { action: 'camera.stream.remove', subject: camera, result: 'done', detail });
      },
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}/mask',
      tag: 'video',
      summary:
        'What of a camera’s picture nobody may see: as people drew it, and where the models show windows of homes',
      right: 'video.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The mask as it stands', schema: MaskView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params }) => {
        const { code: camera } = cameraOf(deps, params.code);
        return { camera, ...(await sight.mask(camera)) };
      },
    }),
    endpoint({
      method: 'put',
      path: '/cameras/{code}/mask',
      tag: 'video',
      summary: 'Say what of a camera’s picture nobody may see, such as rows of windows',
      right: 'device.manage',
      params: z.object({ code }),
      body: CameraMask.omit({ camera: true }).strict(),
      answer: { status: 200, description: 'The mask as stored', schema: CameraMask },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, body, caller }) => {
        const device = cameraOf(deps, params.code);
        const { code: camera } = device;
        await cameraStreams.putMask({ camera, ...body });
        await cameraChecks.changed(device, caller.principal!.id);
        const detail = { polygons: body.polygons.length };
        await access.audit.append(caller, { action: 'camera.mask', subject: camera, result: 'done', detail });
        return { camera, ...body };
      },
    }),
    endpoint({
      method: 'post',
      path: '/cameras/{code}/check',
      tag: 'video',
      summary:
        'Say, as a second person, that tilt and mask of a camera keep homes private: it is shown to others from then on',
      right: 'device.manage',
      params: z.object({ code }),
      body: z.strictObject({ confirm: z.literal(true, 'expected true: tilt and mask were looked at') }),
      answer: { status: 204, description: 'Checked' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params, caller }) => {
        const { code: camera } = cameraOf(deps, params.code);
        if (!(await cameraChecks.check(camera, caller.principal!.id))) {
          const waits = (await cameraChecks.waiting(camera)).has(camera);
          throw new Problem(
            'conflict',
            waits ? 'a second person has to check what you changed' : `${camera} waits for no check`,
          );
        }
        await access.audit.append(caller, { action: 'camera.check', subject: camera, result: 'done', detail: {} });
      },
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}/recordings',
      tag: 'video',
      summary: 'What is held of the last minutes of a camera, to be played by time',
      right: 'video.view',
      params: z.object({ code }),
      query: SpanQuery,
      answer: {
        status: 200,
        description: 'The span that is held of what was asked for; an HLS playlist of it, and one file',
        schema: z.object({ from: z.number(), to: z.number(), playlist: z.string(), file: z.string() }),
      },
      problems: ['not-found'],
      handle: ({ params, query }) => {
        const channel = video.channel(params.code);
        const held = channel?.recorded;
        if (!channel?.watched || !held) throw new Problem('not-found', `nothing of ${params.code} is held`);
        const segments = held.ring.between(query.from ?? 0, query.to ?? Number.MAX_SAFE_INTEGER);
        const [first, last] = [segments[0], segments.at(-1)];
        if (!first || !last || !clipOf(held, first.from, last.to))
          throw new Problem('not-found', `nothing of ${params.code} is held of that time`);
        const at = `${API_ROOT}/cameras/${encodeURIComponent(params.code)}`;
        const span = `from=${Math.floor(first.from)}&to=${Math.ceil(last.to)}`;
        const playlist = `${at}/live/hls/${channel.watched.role}/recording.m3u8?${span}`;
        return { from: first.from, to: last.to, playlist, file: `${at}/recordings/file?${span}` };
      },
    }),
  ];
}
