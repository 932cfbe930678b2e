import type pg from 'pg';
import {
  type CalibrationDrift,
  type CameraCalibration,
  localToGeo,
  type Placement,
  type Published,
  trustedCalibration,
} from 'twin-core';
import type { Opening, ThrowCase, ThrowTrace, Wind } from 'twin-core/geometry';
import type { AnsweringProcess } from '../../engines/answering-process.ts';
import { UnavailableError } from '../../problem.ts';
import { markedHomes, markedStoreys } from './facade-marks.ts';
import type { Confirmation, KeptTrace, TraceOfAlarm } from './kept-trace.ts';
import { camerasOf, throwCase } from './throw-case.ts';
import type { ThrowQuestions } from './throw-process.ts';
import { TraceTable } from './trace-table.ts';

const ALARM = 'fallingObject.detected';

/** Wind as a station measures it: where it comes from, degrees from true north. */
export interface MeasuredWind {
  readonly speedMps: number;
  readonly fromDeg: number;
}

/** Without a station the air may do this, metres a second; with one its word is off by this much at a facade. */
const UNKNOWN_WIND_MPS = 3;
const WIND_SIGMA_MPS = 1.5;

/** A calibration, and what speaks against it. */
interface DoubtedCalibration {
  readonly calibration: CameraCalibration;
  readonly drift: CalibrationDrift | null;
}

export interface ThrowTracesOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly frame: Placement;
  readonly calibrations: () => Promise<readonly DoubtedCalibration[]>;
  /** Openings of the facades near a camera, in the site's frame, and the height of the ground below them in it. */
  readonly facades: (camera: string) => Promise<{ readonly openings: readonly Opening[]; readonly groundM: number }>;
  readonly wind: () => MeasuredWind | null;
  /** Traces elsewhere than on this thread; closed with this. */
  readonly tracer: AnsweringProcess<ThrowQuestions>;
  /** An alarm stays without a trace. */
  readonly onFault: (alarm: string, cause: unknown) => void;
}

/** WHERE IT FELL FROM: each alarm of a falling object is traced back after its commit, and the result is kept with it (7.2.16-2). */
export class ThrowTraces {
  readonly #options: ThrowTracesOptions;
  readonly #table: TraceTable;
  /** One at a time: the process that traces does no more either. */
  #last: Promise<void> = Promise.resolve();
  /** Alarms whose traces are being made. */
  readonly #coming = new Map<string, Promise<void>>();

  constructor(options: ThrowTracesOptions) {
    this.#options = options;
    this.#table = new TraceTable(options.pool, options.site);
  }

  /** Alarms of this commit whose events tell of a track are traced; events are not kept waiting. */
  note({ events }: Pick<Published, 'events'>): void {
    for (const { event } of events) {
      if (event.kind !== 'alarm.raised' || event.code !== ALARM) continue;
      const { id, device, data } = event;
      this.#last = this.#last
        .then(() => this.#trace(id, device, data))
        .catch((cause: unknown) => this.#options.onFault(id, cause))
        .finally(() => this.#coming.delete(id));
      this.#coming.set(id, this.#last);
    }
  }

  /** The trace of an alarm, waited for while it is being made; null for alarms that have none. */
  async of(alarm: string): Promise<TraceOfAlarm | null> {
    await this.#coming.get(alarm);
    return this.#table.of(alarm);
  }

  confirm(alarm: string, confirmation: Confirmation): Promise<boolean> {
    return this.#table.confirm(alarm, confirmation);
  }

  /** Resolves when what came is traced. */
  async close(): Promise<void> {
    await this.#last;
    await this.#options.tracer.close();
  }

  async #trace(alarm: string, camera: string, data: unknown): Promise<void> {
    const cameras = camerasOf(camera, data);
    if (!cameras) return;
    const { frame, calibrations, facades, wind } = this.#options;
    const [stored, { openings, groundM }] = await Promise.all([calibrations(), facades(camera)]);
    const measured = wind();
    const given = throwCase(camera, data, {
      frame,
      calibrations: trusted(stored),
      openings,
      groundM,
      wind: windIn(frame, measured),
    });
    const trace = await this.#traceThrow(given);
    const likely = trace.openings.map(({ opening }) => opening);
    const kept: KeptTrace = {
      undetermined: trace.undetermined,
      storeys: markedStoreys(frame, trace.storeys, likely, openings),
      other: trace.other,
      homes: markedHomes(frame, trace.homes, trace.openings),
      otherHome: trace.otherHome,
      heightM: trace.heightM,
      heightSigmaM: trace.heightSigmaM,
      startSeen: trace.startSeen,
      drag: [...trace.drag],
      path: trace.path.map(({ t, at, sigmaM }) => ({ t, at: localToGeo(frame, at), sigmaM })),
      cameras,
      drifted: doubted(stored, cameras),
      sightings: given.tracks.reduce((sum, { sightings }) => sum + sightings.length, 0),
      wind: { speedMps: measured?.speedMps ?? 0, fromDeg: measured?.fromDeg ?? 0, measured: measured !== null },
    };
    await this.#table.add(alarm, kept);
  }

  /** What ended under one trace may have been the machine's doing: it is asked once more, but not again. */
  async #traceThrow(given: ThrowCase): Promise<ThrowTrace> {
    const { tracer } = this.#options;
    try {
      return await tracer.ask('trace', [given]);
    } catch (cause) {
      if (!(cause instanceof UnavailableError)) throw cause;
      return tracer.ask('trace', [given]);
    }
  }
}

/** Those that a fall may be traced by, by camera. */
function trusted(stored: readonly DoubtedCalibration[]): ReadonlyMap<string, CameraCalibration> {
  return new Map(
    stored.flatMap(({ calibration, drift }) => {
      const usable = trustedCalibration(calibration, drift);
      return usable ? [[usable.camera, usable] as const] : [];
    }),
  );
}

function doubted(stored: readonly DoubtedCalibration[], cameras: readonly string[]): KeptTrace['drifted'] {
  return stored.flatMap(({ calibration, drift }) => {
    const { camera } = calibration;
    if (!drift || !cameras.includes(camera)) return [];
    return [{ camera, ...drift, used: trustedCalibration(calibration, drift) !== null }];
  });
}

function windIn(frame: Placement, measured: MeasuredWind | null): Wind {
  if (!measured) return { eastMps: 0, northMps: 0, sigmaMps: UNKNOWN_WIND_MPS };
  const from = ((measured.fromDeg - frame.headingDeg) * Math.PI) / 180;
  return {
    eastMps: -measured.speedMps * Math.sin(from),
    northMps: -measured.speedMps * Math.cos(from),
    sigmaMps: WIND_SIGMA_MPS,
  };
}
