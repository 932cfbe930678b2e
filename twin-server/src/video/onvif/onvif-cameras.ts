import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { ActionResult, CameraStream, CommandArgs } from 'twin-core';
import type { Vault } from '../../engines/vault.ts';
import { reasonOf } from '../../problem.ts';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import { type OnvifAccount, type OnvifProfile, OnvifSession } from './onvif-session.ts';
import { deleteOnvif, type OnvifRecord, readOnvif, writeOnvif } from './onvif-table.ts';
import { turnOf } from './turn.ts';

/** A camera answers a command within this, or did not hear, as devices on MQTT. */
const ANSWER_MS = 5_000;

interface Known {
  readonly record: OnvifRecord;
  /** Kept from command to command; null until the first and after a fault. */
  session: OnvifSession | null;
  /** Commands of one camera follow each other. */
  turn: Promise<unknown>;
}

/** The cameras that are spoken to by ONVIF: what they have, and their turning. */
export class OnvifCameras {
  readonly #pool: pg.Pool;
  readonly #vault: Vault;
  readonly #site: string;
  readonly #client: VideoClient;
  readonly #answerMs: number;
  readonly #known = new Map<string, Known>();

  private constructor(pool: pg.Pool, vault: Vault, site: string, client: VideoClient, answerMs: number) {
    this.#pool = pool;
    this.#vault = vault;
    this.#site = site;
    this.#client = client;
    this.#answerMs = answerMs;
  }

  static async open(
    pool: pg.Pool,
    vault: Vault,
    site: string,
    client: VideoClient,
    answerMs = ANSWER_MS,
  ): Promise<OnvifCameras> {
    const cameras = new OnvifCameras(pool, vault, site, client, answerMs);
    for (const record of await readOnvif(pool, vault, site)) cameras.#keep(record);
    return cameras;
  }

  get(camera: string): OnvifRecord | null {
    return this.#known.get(camera)?.record ?? null;
  }

  /** What a camera offers, asked of it now. Throws VideoFault. */
  async ask(account: OnvifAccount): Promise<OnvifProfile[]> {
    const session = await OnvifSession.open(account, this.#client);
    return session.profiles();
  }

  /** Tokens of the positions that a known camera has, asked of it now. Throws VideoFault. */
  presets(camera: string): Promise<string[]> {
    const known = this.#known.get(camera);
    if (!known) throw new VideoFault('noStream', `${camera} is not known by ONVIF`);
    return this.#with(known, (session) => session.presets(known.record.profile));
  }

  async put(record: OnvifRecord): Promise<void> {
    await writeOnvif(this.#pool, this.#vault, this.#site, record);
    this.#keep(record);
  }

  async remove(camera: string): Promise<void> {
    await deleteOnvif(this.#pool, this.#site, camera);
    this.#known.delete(camera);
  }

  /** Single pictures of those that take them. */
  get streams(): readonly CameraStream[] {
    return [...this.#known.values()].flatMap(({ record }) => {
      const { camera, snapshotUri } = record;
      if (snapshotUri === null) return [];
      return [
        { camera, way: 'snapshot' as const, role: 'main' as const, url: reached(snapshotUri, record), enabled: true },
      ];
    });
  }

  /** Where a camera has its stream, with its account; null for one that is not known. */
  source(camera: string): string | null {
    const record = this.get(camera);
    return record && reached(record.streamUri, record);
  }

  /** Tells a camera something and resolves with what became of it. */
  async tell(camera: string, command: string, args: CommandArgs): Promise<ActionResult> {
    const known = this.#known.get(camera);
    if (!known) return { target: camera, ok: false, detail: `${camera} is not known by ONVIF` };
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#answerMs);
    const expired = new Promise<never>((_, reject) => {
      late.signal.addEventListener('abort', () => reject(new Error(`no answer within ${this.#answerMs / 1000} s`)));
    });
    const done = known.turn.then(() => this.#obey(known, command, args, late.signal));
    known.turn = done.catch(() => undefined);
    try {
      await Promise.race([done, expired]);
      return { target: camera, ok: true, detail: null };
    } catch (cause) {
      return { target: camera, ok: false, detail: reasonOf(cause) };
    } finally {
      clearTimeout(timer);
    }
  }

  #keep(record: OnvifRecord): void {
    this.#known.set(record.camera, { record, session: null, turn: Promise.resolve() });
  }

  async #obey(known: Known, command: string, args: CommandArgs, late: AbortSignal): Promise<void> {
    // Whoever gave it was told already that it was not done.
    if (late.aborted) return;
    const { profile, speeds } = known.record;
    if (command === 'goToPreset') return this.#goToPreset(known, String(args.preset));
    const turn = turnOf(command, args, speeds);
    if (!turn) throw new VideoFault('unsupported', `${command} is not told by ONVIF`);
    await this.#with(known, (session) => session.move(profile, turn.velocity, turn.ms));
    await sleep(turn.ms);
    await this.#with(known, (session) => session.stop(profile));
  }

  async #goToPreset(known: Known, preset: string): Promise<void> {
    const { profile } = known.record;
    const presets = await this.#with(known, (session) => session.presets(profile));
    if (!presets.includes(preset))
      throw new VideoFault('unsupported', `it has no preset ${preset}; expected one of ${presets.join(', ')}`);
    await this.#with(known, (session) => session.goToPreset(profile, preset));
  }

  /** Asks in the session that there is; where that fails (the camera restarted, its clock was set), in a new one. */
  async #with<T>(known: Known, ask: (session: OnvifSession) => Promise<T>): Promise<T> {
    const before = known.session;
    if (before) {
      try {
        return await ask(before);
      } catch (cause) {
        known.session = null;
        if (cause instanceof VideoFault && cause.code === 'timeout') throw cause;
      }
    }
    const session = await OnvifSession.open(known.record, this.#client);
    const answer = await ask(session);
    known.session = session;
    return answer;
  }
}

/** An address that a camera told, at the host where it is reached (it may call itself by an inner one), with its account. */
function reached(told: string, { url, username, password }: OnvifAccount): string {
  const address = new URL(told);
  address.hostname = new URL(url).hostname;
  address.username = encodeURIComponent(username);
  address.password = encodeURIComponent(password);
  return address.href;
}
