import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { reasonOf } from '../../problem.ts';
import type { CameraChannel } from '../camera-channel.ts';
import { clipOf } from './clip-bytes.ts';
import { ClipTable, type KeptClip } from './clip-table.ts';

/** Kept before and after an alarm (clause 7.2.16-2). */
const BEFORE_MS = 10_000;
const AFTER_MS = 10_000;
/** The last piece that belongs to a clip comes this much later than what it shows. */
const LATER_MS = 8_000;
const PICTURE_MS = 10_000;
/** Alarms of one camera so near to each other share what is kept. */
const SHARED_MS = 5_000;
/** Clips on their way at most: beyond that alarms go without, and it is said. */
const MOST_PENDING = 256;
const MOST_SHARING = 500;

export interface ClipKeeperOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  /** Where the files lie. */
  readonly folder: string;
  readonly channel: (camera: string) => CameraChannel | null;
  readonly keepMs: number;
  readonly onFault: (reason: unknown) => void;
  readonly now?: () => number;
  /** Ms kept after an alarm and waited for its last piece; for tests. */
  readonly waitMs?: number;
}

interface Pending {
  readonly camera: string;
  /** Instant of the alarm, epoch ms. */
  readonly at: number;
  readonly alarms: string[];
  /** Whether other alarms may still share it. */
  takesMore: boolean;
  readonly hurry: AbortController;
  done: Promise<void>;
}

/** WHAT WAS SEEN WHEN AN ALARM CAME: of each camera that is bound to it a clip from 10 s before to 10 s after, and a picture. */
export class ClipKeeper {
  readonly #options: ClipKeeperOptions;
  readonly #table: ClipTable;
  readonly #now: () => number;
  readonly #pending = new Set<Pending>();
  #leftOut = 0;

  constructor(options: ClipKeeperOptions) {
    this.#options = options;
    this.#table = new ClipTable(options.pool, options.site);
    this.#now = options.now ?? Date.now;
  }

  /** An alarm came; `time`, epoch ms, is when it happened. What is kept is there some seconds later. */
  note(alarm: { readonly id: string; readonly time: number }, cameras: readonly string[]): void {
    for (const camera of cameras) {
      const shared = [...this.#pending].find(
        (other) =>
          other.takesMore &&
          other.camera === camera &&
          Math.abs(other.at - alarm.time) <= SHARED_MS &&
          other.alarms.length < MOST_SHARING,
      );
      if (shared) shared.alarms.push(alarm.id);
      else if (this.#pending.size < MOST_PENDING) this.#begin(camera, alarm);
      else this.#leaveOut();
    }
  }

  /** What was kept of an alarm. */
  list(alarm: string): Promise<KeptClip[]> {
    return this.#table.list(alarm);
  }

  /** Where a file of list() lies. */
  path(file: string): string {
    return join(this.#options.folder, file);
  }

  /** Removes what is older than it is kept. */
  async prune(): Promise<void> {
    for (const file of await this.#table.forget(this.#now() - this.#options.keepMs))
      await rm(this.path(file), { force: true });
  }

  /** Writes what is on its way with what there is of it. */
  async close(): Promise<void> {
    for (const { hurry } of this.#pending) hurry.abort();
    await Promise.all(Array.from(this.#pending, ({ done }) => done));
  }

  #leaveOut(): void {
    this.#leftOut += 1;
    // Powers of ten: enough to see it, never a flood of its own.
    if (Number.isInteger(Math.log10(this.#leftOut)))
      this.#options.onFault(`${MOST_PENDING} clips are on their way; ${this.#leftOut} alarms had none kept so far`);
  }

  #begin(camera: string, { id, time }: { readonly id: string; readonly time: number }): void {
    const hurry = new AbortController();
    const pending: Pending = { camera, at: time, alarms: [id], takesMore: true, hurry, done: Promise.resolve() };
    pending.done = this.#keep(pending)
      .catch((cause: unknown) => this.#options.onFault(cause))
      .finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  async #keep(pending: Pending): Promise<void> {
    const { camera, at, hurry } = pending;
    const picture = this.#picture(camera, at, hurry.signal);
    await this.#untilWhole(at, hurry.signal);
    pending.takesMore = false;
    const kept = [await picture, await this.#clip(camera, at)];
    for (const clip of kept) if (clip) await this.#table.add(pending.alarms, clip);
  }

  /** Waits until the last piece of a clip is there. */
  async #untilWhole(time: number, hurry: AbortSignal): Promise<void> {
    const { waitMs = AFTER_MS + LATER_MS } = this.#options;
    await sleep(Math.max(0, time + waitMs - this.#now()), undefined, { signal: hurry }).catch(() => undefined);
  }

  /** Null for a camera without single pictures. */
  async #picture(camera: string, time: number, hurry: AbortSignal): Promise<KeptClip | null> {
    const channel = this.#options.channel(camera);
    if (!channel?.streams.some(({ way }) => way === 'snapshot' || way === 'mjpeg')) return null;
    const file = nameOf(camera, time, 'jpg');
    const at = this.#now();
    const described = { camera, kind: 'snapshot', from: at, to: at } as const;
    try {
      const picture = await channel.picture(AbortSignal.any([AbortSignal.timeout(PICTURE_MS), hurry]));
      await this.#write(file, (part) => writeFile(part, picture));
      return { ...described, file, bytes: picture.length, fault: null };
    } catch (cause) {
      return { ...described, file: null, bytes: 0, fault: reasonOf(cause) };
    }
  }

  async #clip(camera: string, time: number): Promise<KeptClip> {
    const [from, to] = [time - BEFORE_MS, time + AFTER_MS];
    const described = { camera, kind: 'clip' } as const;
    const none = (fault: string): KeptClip => ({ ...described, from, to, file: null, bytes: 0, fault });
    const follower = this.#options.channel(camera)?.recorded;
    if (!follower) return none('the camera has no stream that is held');
    const clip = clipOf(follower, from, to);
    if (!clip) return none('no picture of that time is held');
    const file = nameOf(camera, time, clip.type === 'video/mp4' ? 'mp4' : 'ts');
    try {
      await this.#write(file, (part) => pipeline(Readable.from(clip.bytes()), createWriteStream(part)));
      const { size } = await stat(this.path(file));
      return { ...described, from: clip.from, to: clip.to, file, bytes: size, fault: null };
    } catch (cause) {
      return none(reasonOf(cause));
    }
  }

  /** Whole or not at all. */
  async #write(file: string, write: (part: string) => Promise<void>): Promise<void> {
    const path = this.path(file);
    const part = `${path}.part`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await write(part);
      await rename(part, path);
    } catch (cause) {
      await rm(part, { force: true });
      throw cause;
    }
  }
}

/** A folder a day (UTC). */
function nameOf(camera: string, time: number, extension: string): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)}/${camera}.${iso.replace(/[:.]/g, '-')}.${extension}`;
}
