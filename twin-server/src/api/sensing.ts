import type { Reading } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const BODY_LIMIT = 1_048_576;
const MAX_MESSAGES = 10_000;

const time = z.union([z.number(), z.string()]).describe('ISO 8601 with a zone, or epoch ms');
const MESSAGE = {
  observations: z.looseObject({ device: code, time, values: z.record(z.string(), z.unknown()) }),
  events: z.looseObject({
    device: code,
    id: z.string().describe('unique for the device within 7 days: the same id twice is one event'),
    time,
    type: z.string(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
} as const;

const Receipt = z.object({
  accepted: z.int().describe('messages without a fault'),
  rejected: z.int().describe('messages of which something was refused'),
  errors: z.array(z.object({ index: z.int(), device: z.string().nullable(), reason: z.string() })),
});

/** One message of a body: whose it is can be read, or not. */
type Parsed = { readonly reading: Reading } | { readonly device: string | null; readonly reason: string };

/** Sensing over HTTP: the bodies of MQTT plus `device`, one or many; answered when durable. */
export function sensingEndpoints(deps: ApiDeps): Endpoint[] {
  return [sensing('observations', 'Send what devices observed'), sensing('events', 'Send what happened to devices')];

  function sensing(channel: keyof typeof MESSAGE, summary: string): Endpoint {
    return endpoint({
      method: 'post',
      path: `/${channel}`,
      logged: 'never',
      tag: 'sensing',
      summary,
      right: 'observations.write',
      query: z.strictObject({ site: code.optional().describe('another site than the estate’s: a load test’s') }),
      body: z.union([z.array(z.unknown()).max(MAX_MESSAGES), z.record(z.string(), z.unknown())]).meta({
        description: `One message or up to ${MAX_MESSAGES}: ${JSON.stringify(z.toJSONSchema(MESSAGE[channel]).properties)}`,
      }),
      bodyLimit: BODY_LIMIT,
      answer: {
        status: 202,
        description: 'Durable; what was refused is listed and in the dead letters',
        schema: Receipt,
      },
      problems: ['unavailable'],
      handle: async ({ body, query: { site = deps.site }, caller }) => {
        const decision = deps.decide(caller.principal, 'observations.write', { site });
        if (!decision.allowed) throw new Problem('not-allowed', decision.reason);
        const messages = Array.isArray(body) ? body : [body];
        const receivedAt = (deps.now ?? Date.now)();
        const parsed = messages.map((message) => parse(site, channel, message, receivedAt));
        const results = await deps.sense(
          site,
          parsed.flatMap((item) => ('reading' in item ? item.reading : [])),
        );
        let sensed = 0;
        const errors = parsed.flatMap((item, index) => {
          if (!('reading' in item)) return [{ index, device: item.device, reason: item.reason }];
          const { device } = item.reading;
          return (results[sensed++]?.refusals ?? []).map(({ reason }) => ({ index, device, reason }));
        });
        const rejected = new Set(errors.map(({ index }) => index)).size;
        return { accepted: messages.length - rejected, rejected, errors };
      },
    });
  }

  /** Only whose message it is is looked at here: what it says is judged by the pipeline, as over MQTT. */
  function parse(site: string, channel: keyof typeof MESSAGE, message: unknown, receivedAt: number): Parsed {
    const addressed = z.looseObject({ device: code }).safeParse(message);
    if (!addressed.success) return { device: null, reason: 'device: expected the code of a device' };
    const { device, ...body } = addressed.data;
    return { reading: { site, device, channel, body, protocol: 'http', receivedAt } };
  }
}
