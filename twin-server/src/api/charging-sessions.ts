import { z } from 'zod';
import {
  BEGUN_BY,
  foldSessions,
  PAY_CHANNELS,
  SESSION_EVENTS,
  type SessionEvent,
} from '../facilities/charging/sessions.ts';
import { LIVE_BRANCH } from '../journal/branch.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';

const DEFAULT_LIMIT = 5;
const MOST = 100;
/** A session is told of twice: when it begins and when it is paid. */
const EVENTS_A_SESSION = 2;

const SessionView = z.object({
  session: z.string(),
  startedAt: z.number().nullable().describe('epoch ms'),
  by: z.enum(BEGUN_BY).nullable(),
  paidAt: z.number().nullable().describe('epoch ms; null while it is open'),
  channel: z.enum(PAY_CHANNELS).nullable(),
  amountYuan: z.number().nullable(),
  energyKwh: z.number().nullable(),
});

/** Charging sessions as their operator tells of them (7.2.11-3, E6.1.9-2). */
export function chargingSessionEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/devices/{code}/charging-sessions',
      tag: 'devices',
      summary: 'The last sessions at a charging port with how they were paid, the newest first; never by whom',
      right: 'twin.view',
      params: z.object({ code }),
      query: z.strictObject({ limit: z.coerce.number().int().min(1).max(MOST).default(DEFAULT_LIMIT) }),
      answer: { status: 200, description: 'Sessions', schema: z.object({ items: z.array(SessionView) }) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query: { limit } }) => {
        deviceOf(deps, params.code);
        const { rows } = await pool.query<SessionEvent>(
          `SELECT body->>'type' AS type, (body->>'time')::float8 AS time, body->'data' AS data FROM journal
           WHERE site = $1 AND branch = $2 AND device = $3 AND kind = 'device.reported' AND body->>'type' = ANY($4)
           ORDER BY seq DESC, ordinal DESC LIMIT $5`,
          [site, LIVE_BRANCH, params.code, SESSION_EVENTS, limit * EVENTS_A_SESSION],
        );
        return { items: foldSessions(rows).slice(0, limit) };
      },
    }),
  ];
}
