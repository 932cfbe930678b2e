import type { CameraChannel } from './camera-channel.ts';
import type { StreamCondition, StreamState } from './liveness.ts';

/** What a camera's stream reports as events of its device. */
export type StreamEvent = 'streamLost' | 'frozen';
const EVENT_OF: Readonly<Partial<Record<StreamCondition, StreamEvent>>> = { lost: 'streamLost', frozen: 'frozen' };
const EVENTS: readonly StreamEvent[] = ['streamLost', 'frozen'];
const LOOK_MS = 1_000;

export interface StreamReport {
  readonly camera: string;
  readonly type: StreamEvent;
  readonly active: boolean;
  /** Since when, epoch ms, and why. */
  readonly since: number;
  readonly reason: string | null;
}

export interface StreamWatchOptions {
  readonly channels: () => Iterable<CameraChannel>;
  /** Enters a report; it is entered again later where this rejects. */
  readonly report: (report: StreamReport) => Promise<void>;
  /** Ms after which a report that still holds is made again; null where a camera's kind knows no such event. */
  readonly repeatMs: (camera: string, type: StreamEvent) => number | null;
  /** Whether the twin has it as holding: what was reported before a restart. */
  readonly holds: (camera: string, type: StreamEvent) => boolean;
  readonly onFault: (reason: unknown) => void;
  readonly now?: () => number;
}

interface Told {
  readonly active: boolean;
  readonly at: number;
}

/** Tells the twin of streams that are lost or frozen and of those that are back, as a device tells its events. */
export class StreamWatch {
  readonly #options: StreamWatchOptions;
  readonly #now: () => number;
  readonly #told = new Map<string, Told>();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;

  constructor(options: StreamWatchOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** Looks at every stream once; one look at a time. */
  look(): Promise<void> {
    this.#running ??= this.#look()
      .catch((cause: unknown) => this.#options.onFault(cause))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #look(): Promise<void> {
    const seen = new Set<string>();
    const due: StreamReport[] = [];
    for (const channel of this.#options.channels()) {
      seen.add(channel.camera);
      const state = channel.state();
      if (state && state.condition !== 'starting') due.push(...this.#due(channel.camera, state));
    }
    // Nobody watches it any more: what was told of it ends.
    for (const [key, { active }] of this.#told) {
      const [camera = '', type] = key.split(' ') as [string, StreamEvent];
      if (seen.has(camera) || !active) continue;
      due.push({ camera, type, active: false, since: this.#now(), reason: 'it is not watched any more' });
    }
    for (const report of due) {
      await this.#options.report(report);
      this.#told.set(`${report.camera} ${report.type}`, { active: report.active, at: this.#now() });
    }
  }

  #due(camera: string, { condition, since, reason }: StreamState): StreamReport[] {
    return EVENTS.flatMap((type) => {
      const repeatMs = this.#options.repeatMs(camera, type);
      if (repeatMs === null) return [];
      const active = EVENT_OF[condition] === type;
      const told = this.#told.get(`${camera} ${type}`);
      const stands = told?.active ?? this.#options.holds(camera, type);
      const isDue = active ? !told?.active || this.#now() - told.at >= repeatMs : stands;
      return isDue ? [{ camera, type, active, since, reason }] : [];
    });
  }
}
