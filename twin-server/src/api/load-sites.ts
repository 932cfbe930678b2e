import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';

/** Devices of one load test at most. */
const MAX_DEVICES = 200_000;

const Made = z.object({
  site: z.string(),
  gateway: z.object({ account: z.string(), secret: z.string().describe('told once') }),
});

const View = z.object({
  site: z.string(),
  devices: z.int(),
  seq: z.int(),
  hash: z.string(),
  openAlarms: z.int(),
  observations: z.int().describe('stored'),
});

/** Sites for load tests: a twin of their own in this very server, removed with all their rows afterwards. */
export function loadSiteEndpoints({ loadSites }: ApiDeps): Endpoint[] {
  if (!loadSites) return [];
  const params = z.object({ site: code });
  return [
    endpoint({
      method: 'post',
      path: '/load-sites',
      tag: 'load tests',
      summary: 'Make a site with devices for a load test, and an MQTT account for them',
      right: 'device.manage',
      body: z.strictObject({ devices: z.int().min(1).max(MAX_DEVICES) }),
      answer: { status: 201, description: 'The site is there', schema: Made },
      problems: ['unavailable'],
      handle: ({ body }) => loadSites.create(body.devices),
    }),
    endpoint({
      method: 'get',
      path: '/load-sites/{site}',
      tag: 'load tests',
      summary: 'How a load-test site stands',
      right: 'device.manage',
      params,
      answer: { status: 200, description: 'Its state and what is stored', schema: View },
      problems: ['unavailable'],
      handle: ({ params: { site } }) => loadSites.view(site),
    }),
    endpoint({
      method: 'delete',
      path: '/load-sites/{site}',
      tag: 'load tests',
      summary: 'End a load test and remove everything of its site',
      right: 'device.manage',
      params,
      answer: { status: 204, description: 'It is gone' },
      problems: ['unavailable'],
      handle: ({ params: { site } }) => loadSites.remove(site),
    }),
  ];
}
