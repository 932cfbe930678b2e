import type { Reading } from 'twin-core';
import type { ConnectionSink } from '../adapter.ts';
import type { PanelPoint } from './declaration.ts';
import { PROTOCOL } from './refusals.ts';

/** A third of the silence that the kinds of the fire alarm system declare (300 s). */
const REPEAT_MS = 100_000;
/** A value told so long ago is told anew as of half as long ago: far enough back that it never contradicts one that is under way. */
const STILL_SO_AFTER_MS = 24 * 3_600_000;
const STILL_SO_AT_MS = STILL_SO_AFTER_MS / 2;

/**
 * A panel watches its detectors and tells what changes; a detector that says nothing for months is not silent while its panel is heard. So with the
 * heartbeats of a transmission device the last values of its devices, as the twin holds them, are repeated at the time they had: nothing
 * becomes newer, and nothing is invented of a device that never told anything. Where heartbeats stop, or the line to the panel is down, so
 * does this, and the devices are silent after their kind's time (E6.1.7-2).
 */
export class Supervision {
  readonly #site: string;
  readonly #sink: ConnectionSink;
  readonly #watched = new Map<string, PanelPoint[]>();
  readonly #repeatedAt = new Map<number, number>();
  readonly #cut = new Set<number>();

  constructor(site: string, points: readonly PanelPoint[], sink: ConnectionSink) {
    this.#site = site;
    this.#sink = sink;
    for (const point of points) {
      const key = `${point.source} ${point.device}`;
      this.#watched.set(key, [...(this.#watched.get(key) ?? []), point]);
    }
  }

  /** Whether the line from this transmission device to its panel is down. */
  setCut(source: number, cut: boolean): void {
    if (cut) this.#cut.add(source);
    else this.#cut.delete(source);
  }

  /** A transmission device was heard. Resolves when what that repeats is durable. */
  async heard(source: number, now: number): Promise<void> {
    if (this.#cut.has(source) || now - (this.#repeatedAt.get(source) ?? 0) < REPEAT_MS) return;
    this.#repeatedAt.set(source, now);
    await Promise.all(this.#repeatsOf(source, now).map((reading) => this.#sink.take(reading)));
  }

  /** One value of each device that has one: that tells that it is watched. */
  #repeatsOf(source: number, now: number): Reading[] {
    const readings: Reading[] = [];
    for (const points of this.#watched.values()) {
      if (points[0]!.source !== undefined && points[0]!.source !== source) continue;
      for (const { device, property } of points) {
        const last = this.#sink.last(device, property);
        if (!last) continue;
        const time = now - last.time > STILL_SO_AFTER_MS ? now - STILL_SO_AT_MS : last.time;
        const body = { time, values: { [property]: last.value } };
        readings.push({ site: this.#site, device, channel: 'observations', body, protocol: PROTOCOL, receivedAt: now });
        break;
      }
    }
    return readings;
  }
}
