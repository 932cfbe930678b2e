import { z } from 'zod';
import type { JudgedScreen } from '../screens/screens.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

const ScreenId = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/, 'letters, digits or hyphen, 8 to 64')
    .describe('made by the screen itself and kept by its browser'),
});
const count = z.int().min(0).max(1_000_000);

const Heartbeat = z.strictObject({
  name: text(64).min(1).nullable().describe('what people call the screen; null where nobody named it'),
  page: text(2048).describe('path and query of what it shows'),
  framesAsked: count.describe('frames of animation asked for since the last heartbeat'),
  framesCame: count.describe('those of them that came'),
  dataAgeMs: z.number().min(0).max(1e12).nullable().describe('age of the newest frame of data'),
  scene: z
    .enum(['drawn', 'loading', 'instead', 'failed', 'hidden'])
    .describe('what stands where the scene should; `hidden`: nobody sees this tab'),
  sound: z.enum(['on', 'off', 'blocked']),
});

const ScreenView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  device: z.string().nullable().describe('code of the device that it is in the twin, once there was something to tell'),
  condition: z.enum(['alive', 'silent', 'closed']),
  userAgent: z.string().nullable(),
  firstAt: z.number().describe('epoch ms'),
  heardAt: z.number().describe('epoch ms'),
  ageMs: z.number().describe('since it was last heard'),
  closedAt: z.number().nullable().describe('epoch ms'),
  report: Heartbeat.nullable().describe('its last heartbeat; null since before the server started'),
});

/** Screens of the monitoring centre, which say that they live. */
export function screenEndpoints({ screens, access, now = Date.now }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/screens/{id}/heartbeat',
      logged: 'never',
      tag: 'operations',
      summary: 'Say that a screen lives, every 10 s',
      right: 'twin.view',
      params: ScreenId,
      body: Heartbeat,
      answer: {
        status: 200,
        description: 'Heard',
        schema: z.object({ silenceMs: z.number().describe('without a heartbeat for so long it is missed') }),
      },
      handle: async ({ params, body, caller }) => {
        await screens.heartbeat(params.id, body, caller.headers.userAgent?.slice(0, 512) ?? null);
        return { silenceMs: screens.silenceMs };
      },
    }),
    endpoint({
      method: 'post',
      path: '/screens/{id}/goodbye',
      logged: 'never',
      tag: 'operations',
      summary: 'Say that a screen is closed on purpose, so that nobody misses it',
      right: 'twin.view',
      params: ScreenId,
      answer: { status: 204, description: 'Heard' },
      problems: ['not-found'],
      handle: async ({ params }) => {
        if (!(await screens.goodbye(params.id))) throw unknown(params.id);
      },
    }),
    endpoint({
      method: 'get',
      path: '/screens',
      tag: 'operations',
      summary: 'Which screens there are and how they fare, by when they were first heard',
      right: 'metrics.read',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'The screens', schema: listOf(ScreenView) },
      handle: ({ query }) => {
        const { items, next } = pageOfWhole(screens.list(), query, ({ id }) => id);
        return { items: items.map((screen) => viewOf(screen, now())), next };
      },
    }),
    endpoint({
      method: 'delete',
      path: '/screens/{id}',
      tag: 'operations',
      summary: 'Wait for a screen no longer: it is gone for good, and its alarm ends',
      right: 'device.manage',
      params: ScreenId,
      answer: { status: 204, description: 'Forgotten' },
      problems: ['not-found'],
      handle: async ({ params, caller }) => {
        if (!(await screens.forget(params.id))) throw unknown(params.id);
        await access.audit.append(caller, { action: 'screen.forget', subject: params.id, result: 'done' });
      },
    }),
  ];
}

const unknown = (id: string) => new Problem('not-found', `there is no screen ${id}`);

function viewOf(screen: JudgedScreen, now: number): z.infer<typeof ScreenView> {
  return { ...screen, ageMs: Math.max(0, now - screen.heardAt) };
}
