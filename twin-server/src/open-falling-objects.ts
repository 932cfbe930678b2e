import type pg from 'pg';
import type { Logger } from 'pino';
import { datastreamOf, deviceByCode, geoToLocal, type TwinState } from 'twin-core';
import { JudgedCalibrations } from './base/judged-calibrations.ts';
import type { BaseRegistry } from './base/registry.ts';
import { siteOpenings } from './facilities/falling-objects/site-facades.ts';
import { openThrowProcess } from './facilities/falling-objects/throw-process.ts';
import { type MeasuredWind, ThrowTraces } from './facilities/falling-objects/throw-traces.ts';
import { reasonOf } from './problem.ts';

/** Facades of buildings farther from a camera than this are not looked at, metres. */
const REACH_M = 150;
/** A station that has said nothing for so long knows nothing of the wind. */
const STALE_MS = 600_000;

export interface FallingObjectsOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  /** Whether a camera is turned from here. */
  readonly turns: (camera: string) => boolean;
  readonly tilesets: readonly string[];
  readonly state: () => TwinState;
  readonly log: Logger;
}

/** Opens the tracing of falling objects over the registry, the baked facades and the weather station. */
export function openFallingObjects({
  pool,
  registry,
  turns,
  tilesets,
  state,
  log,
}: FallingObjectsOptions): ThrowTraces {
  const { code: site, frame } = registry.site;
  const calibrations = new JudgedCalibrations({ pool, registry, turns });
  const homeOf = () => {
    const bySpace = new Map<string, string>();
    for (const { ifcSpaceGuid, code } of registry.houses()) if (ifcSpaceGuid !== null) bySpace.set(ifcSpaceGuid, code);
    return (space: string) => bySpace.get(space) ?? null;
  };
  return new ThrowTraces({
    pool,
    site,
    frame,
    calibrations: () => calibrations.list(),
    facades: async (camera) => {
      const location = registry.device(camera)?.location;
      if (!location) return { openings: [], groundM: 0 };
      const [x, y] = geoToLocal(frame, location);
      const near = Array.from(registry.buildings(), (building) => ({
        building,
        at: geoToLocal(frame, building.placement),
      })).filter(({ at }) => Math.hypot(at[0] - x, at[1] - y) < REACH_M);
      const home = homeOf();
      const openings = await Promise.all(near.map(({ building }) => siteOpenings(tilesets, building, frame, home)));
      return { openings: openings.flat(), groundM: Math.min(...near.map(({ at }) => at[2]), 0) };
    },
    wind: () => windOf(registry, state()),
    tracer: openThrowProcess(),
    onFault: (alarm, cause) => log.warn({ alarm, reason: reasonOf(cause) }, 'a falling object could not be traced'),
  });
}

/** The last word of the first weather station that has spoken lately. */
function windOf(registry: BaseRegistry, state: TwinState): MeasuredWind | null {
  for (const { code, kind } of registry.devices()) {
    if (kind !== 'weather-station') continue;
    const device = deviceByCode(state, code);
    const slots = ['windSpeedMps', 'windDirDeg'].map((property) => (device ? datastreamOf(device, property) : -1));
    const [speedMps, fromDeg] = slots.map((slot) =>
      state.recordedAt - (state.times[slot] ?? Number.NaN) < STALE_MS ? state.values[slot] : undefined,
    );
    if (speedMps !== undefined && fromDeg !== undefined) return { speedMps, fromDeg };
  }
  return null;
}
