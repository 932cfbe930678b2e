import { type Device, datastreamOf } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';

const FACILITY = 'environment';
/** Who is not signed in is answered out of one that was made for all, so long: nobody can make the server work by asking often. */
const KEPT_MS = 1_000;

const Words = z.object({ zh: z.string(), en: z.string() });
const PublicEnvironment = z.object({
  site: Words,
  timeZone: z.string(),
  time: z.number().describe('epoch ms'),
  points: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      indoors: z.boolean(),
      values: z.array(
        z.object({
          property: z.string(),
          label: Words,
          unit: z.string(),
          decimals: z.int(),
          value: z.number(),
          ageMs: z.number().describe('since it was observed'),
        }),
      ),
    }),
  ),
});

/** What displays in public areas show (7.2.13-3): values of the environment, without signing in, and nothing else. */
export function publicEnvironmentEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, catalogue, publicBoard, now = Date.now } = deps;
  let kept: z.infer<typeof PublicEnvironment> | null = null;
  return [
    endpoint({
      method: 'get',
      path: '/public/environment',
      tag: 'site',
      summary: 'Values of the environment for displays in public areas',
      right: 'open',
      answer: { status: 200, description: 'Every point of the environment that has values', schema: PublicEnvironment },
      problems: ['not-found'],
      handle: () => {
        if (!publicBoard) throw new Problem('not-found', 'nothing is published here (TWIN_PUBLIC_BOARD)');
        const time = now();
        if (!kept || time - kept.time >= KEPT_MS || time < kept.time) kept = read(time);
        return kept;
      },
    }),
  ];

  function read(time: number): z.infer<typeof PublicEnvironment> {
    const { devices } = deps.published();
    const points = devices.flatMap((device) => (device?.facility === FACILITY ? pointOf(device, time) : []));
    const { name, timeZone } = registry.site;
    return { site: name, timeZone, time, points: points.sort((a, b) => a.name.localeCompare(b.name, 'zh')) };
  }

  function pointOf(device: Device, time: number) {
    const { values, times } = deps.published();
    const shown = device.properties.flatMap((property) => {
      const declared = catalogue.property(device.deviceKind, property);
      const slot = datastreamOf(device, property);
      const [value, at] = [values[slot], times[slot]];
      if (declared?.type !== 'number' || value === undefined || at === undefined || Number.isNaN(value)) return [];
      const { label, unit = '', decimals = 0 } = declared;
      return { property, label, unit, decimals, value, ageMs: Math.max(0, time - at) };
    });
    const { name, deviceKind: kind, storey } = device;
    return shown.length === 0 ? [] : [{ name, kind, indoors: storey !== null, values: shown }];
  }
}
