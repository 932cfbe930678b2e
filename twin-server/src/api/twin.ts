import type { Device, TwinState } from 'twin-core';
import { decodeSnapshot } from 'twin-core/wire';
import { z } from 'zod';
import { TooOldError } from '../history/state-at.ts';
import { AlarmView, viewAlarm } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { instant } from './input.ts';
import { Problem } from './problem.ts';

const TwinView = z.object({
  site: z.string(),
  seq: z.int().describe('last sequence number of the journal in this state'),
  recordedAt: z.number().describe('epoch ms'),
  hash: z.string().describe('of the whole state, 16 hexadecimal digits'),
  devices: z.int(),
  openAlarms: z.int(),
});

const TwinInFull = TwinView.extend({
  state: z
    .object({
      devices: z.array(
        z.object({
          code: z.string(),
          silent: z.boolean(),
          values: z.record(z.string(), z.object({ value: z.number(), time: z.number().describe('epoch ms') })),
        }),
      ),
      alarms: z.array(AlarmView),
    })
    .optional()
    .describe('with full=true: every device with its last values, and the open alarms'),
});

/** Where the twin stands, and where it stood. */
export function twinEndpoints({ published, hash, history, catalogue, registry }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/twin',
      tag: 'twin',
      summary: 'Where the twin stands, or stood at an instant: its sequence number and the hash of its state',
      right: 'twin.view',
      query: z.strictObject({
        at: instant.optional().describe('an instant in the past: the state as it was known then (recorded until it)'),
        full: z
          .enum(['true', 'false'])
          .transform((value) => value === 'true')
          .optional()
          .describe('every device with its values and the open alarms too'),
      }),
      answer: { status: 200, description: 'The state now or then', schema: TwinInFull },
      problems: ['gone', 'unavailable'],
      handle: async ({ query }) => {
        if (query.at !== undefined) return stateThen(query.at, query.full ?? false);
        const state = published();
        const { site, seq, recordedAt, slotByCode, alarms } = state;
        const told = { site, seq, recordedAt, hash: hash(), devices: slotByCode.size, openAlarms: alarms.size };
        return query.full ? { ...told, state: inFull(state) } : told;
      },
    }),
  ];

  function inFull(state: TwinState): NonNullable<z.infer<typeof TwinInFull>['state']> {
    const devices = state.devices.flatMap((device) => (device ? [viewDevice(state, device)] : []));
    const alarms = Array.from(state.alarms.values(), (alarm) =>
      viewAlarm(alarm, catalogue, registry.device(alarm.device)?.name),
    );
    return { devices, alarms };
  }

  async function stateThen(at: number, full: boolean): Promise<z.infer<typeof TwinInFull>> {
    try {
      const { snapshot, ...told } = await history.stateAt(at, full);
      return { site: published().site, ...told, ...(snapshot && { state: inFull(decodeSnapshot(snapshot)) }) };
    } catch (cause) {
      if (!(cause instanceof TooOldError)) throw cause;
      throw new Problem('gone', `query.at: ${cause.message}`);
    }
  }
}

function viewDevice(state: TwinState, { code, silent, properties, slots }: Device) {
  const known = properties
    .map((property, i) => [property, { value: state.values[slots[i]!]!, time: state.times[slots[i]!]! }] as const)
    .filter(([, { time }]) => !Number.isNaN(time));
  return { code, silent, values: Object.fromEntries(known) };
}
