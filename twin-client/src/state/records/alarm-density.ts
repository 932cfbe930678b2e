import { z } from 'zod';

/** Alarms of one device within a time. */
export const DensityItem = z.object({
  device: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  count: z.number(),
});
export type DensityItem = z.infer<typeof DensityItem>;

/** GET /api/v1/alarms/density: where and when alarms were raised, as counts. */
export const AlarmDensity = z.object({
  /** Epoch ms. */
  from: z.number(),
  to: z.number(),
  total: z.number(),
  /** Of these, alarms of devices that are no longer registered: they have no place on a map. */
  unplaced: z.number(),
  items: z.array(DensityItem),
  /** Length of an interval of `series`, ms. */
  interval: z.number(),
  /** Intervals with alarms, in order; time is the begin, epoch ms. */
  series: z.array(z.object({ time: z.number(), count: z.number() })),
});
export type AlarmDensity = z.infer<typeof AlarmDensity>;

/** Which alarms are counted; times are epoch ms, a facility's id or null for every one. */
export interface AlarmDensityRequest {
  readonly from: number;
  readonly to: number;
  readonly facility: string | null;
}
