import { z } from 'zod';
import type { OnvifAccount, OnvifProfile } from '../video/onvif/onvif-session.ts';
import { TurnSpeeds } from '../video/onvif/turn.ts';
import { bodyFault, cameraOf, checkAddress, shownAddress } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const Body = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'expected an address that starts with http:// or https://' })
    .max(500)
    .refine((text) => !/[@?#]/.test(text), 'expected no name, password, query or fragment in it')
    .describe('of its device service, such as http://10.2.1.7/onvif/device_service'),
  // Both go into messages as they are: what is not of these would break them.
  username: z
    .string()
    .regex(/^[!-~]{1,100}$/, 'expected 1 to 100 characters of ASCII, no blanks')
    .regex(/^[^<>&"']*$/),
  password: z
    .string()
    .regex(/^[ -~]{0,200}$/, 'expected up to 200 characters of ASCII')
    .optional()
    .describe('what is stored stays where it is not given'),
  profile: z.string().max(100).optional().describe('its token; the first where not given'),
  speeds: TurnSpeeds.default(TurnSpeeds.parse({})),
});
const View = z.object({
  url: z.string(),
  username: z.string(),
  passwordSet: z.boolean().describe('whether there is one; it is never given out'),
  profile: z.string(),
  stream: z.string().describe('where it has its stream (RTSP), as it says; without query'),
  snapshot: z.string().nullable().describe('where it takes single pictures; without query'),
  speeds: TurnSpeeds,
});
const Offer = z.object({
  profiles: z.array(
    z.object({
      token: z.string(),
      name: z.string(),
      ptz: z.boolean(),
      stream: z.string(),
      snapshot: z.string().nullable(),
    }),
  ),
  presets: z.array(z.string()).describe('positions that it knows; none where it cannot be turned'),
});

/** Cameras that are spoken to by ONVIF: clauses 6.3.4, 7.2.10-3. */
export function onvifEndpoints(deps: ApiDeps): Endpoint[] {
  const { onvif, video, access } = deps;
  const recordOf = (given: string) => {
    const record = onvif.get(cameraOf(deps, given).code);
    if (!record) throw new Problem('not-found', `${given} is not known by ONVIF`);
    return record;
  };
  const view = (camera: string): z.infer<typeof View> => {
    const { url, username, password, profile, streamUri, snapshotUri, speeds } = recordOf(camera);
    return { url, username, passwordSet: password !== '', profile, ...shown({ streamUri, snapshotUri }), speeds };
  };
  return [
    endpoint({
      method: 'get',
      path: '/cameras/{code}/onvif',
      tag: 'video',
      summary: 'How a camera is spoken to by ONVIF',
      right: 'device.manage',
      params: z.object({ code }),
      answer: { status: 200, description: 'As stored', schema: View },
      problems: ['not-found'],
      handle: ({ params }) => view(params.code),
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}/onvif/offer',
      tag: 'video',
      summary: 'What a camera offers by ONVIF, asked of it now',
      right: 'device.manage',
      params: z.object({ code }),
      answer: { status: 200, description: 'Its profiles and the positions that it knows', schema: Offer },
      problems: ['not-found', 'bad-gateway'],
      handle: async ({ params }) => {
        const record = recordOf(params.code);
        const profiles = await onvif.ask(record);
        const turns = profiles.some(({ token, ptz }) => ptz && token === record.profile);
        const presets = turns ? await onvif.presets(record.camera) : [];
        return {
          profiles: profiles.map(({ token, name, ptz, ...at }) => ({ token, name, ptz, ...shown(at) })),
          presets,
        };
      },
    }),
    endpoint({
      method: 'put',
      path: '/cameras/{code}/onvif',
      tag: 'video',
      summary: 'Say how a camera is spoken to by ONVIF; it is asked for its addresses, which are used from then on',
      right: 'device.manage',
      params: z.object({ code }),
      body: Body,
      answer: { status: 200, description: 'As stored', schema: View },
      problems: ['not-found', 'bad-gateway', 'unavailable'],
      handle: async ({ params, body, caller }) => {
        const { code: camera } = cameraOf(deps, params.code);
        const { url, username, speeds } = body;
        checkAddress(deps, 'url', url);
        const before = onvif.get(camera);
        // A password goes to the camera that it was given for and to no other.
        const password = body.password ?? (before?.url === url ? before.password : '');
        const { token, ...at } = await profileOf({ url, username, password }, body.profile);
        const { streamUri, snapshotUri } = at;
        await onvif.put({ camera, url, username, password, profile: token, streamUri, snapshotUri, speeds });
        await video.refresh();
        const detail = { url, username };
        await access.audit.append(caller, { action: 'camera.onvif', subject: camera, result: 'done', detail });
        return view(camera);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/cameras/{code}/onvif',
      tag: 'video',
      summary: 'Speak to a camera by ONVIF no longer',
      right: 'device.manage',
      params: z.object({ code }),
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const { camera } = recordOf(params.code);
        await onvif.remove(camera);
        await video.refresh();
        await access.audit.append(caller, { action: 'camera.onvif.remove', subject: camera, result: 'done' });
      },
    }),
  ];

  async function profileOf(account: OnvifAccount, wanted: string | undefined): Promise<OnvifProfile> {
    const profiles = await onvif.ask(account);
    const found = wanted === undefined ? profiles[0] : profiles.find(({ token }) => token === wanted);
    if (found) return found;
    const known = profiles.map(({ token }) => token).join(', ');
    throw bodyFault('profile', `it has no profile ${wanted}; expected one of ${known}`);
  }
}

const shown = ({ streamUri, snapshotUri }: Pick<OnvifProfile, 'streamUri' | 'snapshotUri'>) => ({
  stream: shownAddress(streamUri),
  snapshot: snapshotUri === null ? null : shownAddress(snapshotUri),
});
