import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { CameraMasks, SightCamera } from './estate.ts';

/** So many cameras are asked for at once: other questions come between. */
const BATCH = 4;

const Polygons = z.array(z.array(z.tuple([z.number(), z.number()])));
const Kept = z.object({
  digest: z.string(),
  masks: z.record(
    z.string(),
    z.object({ code: z.string(), polygons: Polygons, windows: z.number(), unknown: z.array(z.string()) }).nullable(),
  ),
});

/** A mask that was made: `mask` is null for a picture that none can be made of. */
export interface MadeMask {
  readonly mask: CameraMasks | null;
}

/** Makes masks of cameras, in their order. */
type MakeMasks = (cameras: readonly SightCamera[]) => Promise<(CameraMasks | null)[]>;

/** Masks as they were made for one estate, by what the camera sees: made once, kept in a file over restarts. */
export class MaskStore {
  readonly #file: string;
  #wanted = new Map<string, SightCamera>();
  #digest = '';
  #masks = new Map<string, CameraMasks | null>();
  #make: MakeMasks = () => Promise.resolve([]);
  #reading: Promise<void> | null = null;
  #isRunning = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The mask of a camera in an estate; null where it is not made yet. */
  of(digest: string, camera: SightCamera): MadeMask | null {
    const mask = digest === this.#digest ? this.#masks.get(keyOf(camera)) : undefined;
    return mask === undefined ? null : { mask };
  }

  /**
   * Has the masks made that are missing, a few at a time; one that is asked for alone comes first, since somebody
   * waits for it. Those of another estate are forgotten. Rejects where that fails: what is missing then must be asked for again.
   */
  async fill(digest: string, cameras: readonly SightCamera[], make: MakeMasks): Promise<void> {
    this.#reading ??= this.#read();
    await this.#reading;
    this.#make = make;
    if (digest !== this.#digest) {
      this.#digest = digest;
      this.#masks = new Map();
      this.#wanted.clear();
    }
    for (const camera of cameras) {
      const key = keyOf(camera);
      if (this.#masks.has(key)) continue;
      if (cameras.length === 1) this.#wanted = new Map([[key, camera], ...this.#wanted]);
      else this.#wanted.set(key, camera);
    }
    if (this.#isRunning || this.#wanted.size === 0) return;
    this.#isRunning = true;
    try {
      while (this.#wanted.size > 0) await this.#makeSome();
      await this.#write();
    } finally {
      this.#wanted.clear();
      this.#isRunning = false;
    }
  }

  async #makeSome(): Promise<void> {
    const digest = this.#digest;
    const batch = [...this.#wanted].slice(0, BATCH);
    const made = await this.#make(batch.map(([, camera]) => camera));
    // Another estate came meanwhile: what was made is of no use.
    if (digest !== this.#digest) return;
    for (const [i, [key]] of batch.entries()) {
      this.#masks.set(key, made[i] ?? null);
      this.#wanted.delete(key);
    }
  }

  async #read(): Promise<void> {
    const text = await readFile(this.#file, 'utf8').catch(() => null);
    if (text === null) return;
    // A file that is not as expected is made anew.
    const parsed = Kept.safeParse(jsonOf(text));
    if (!parsed.success) return;
    this.#digest = parsed.data.digest;
    this.#masks = new Map(Object.entries(parsed.data.masks));
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeFile(
      `${this.#file}.new`,
      JSON.stringify({ digest: this.#digest, masks: Object.fromEntries(this.#masks) }),
    );
    await rename(`${this.#file}.new`, this.#file);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a mask depends on of a camera. */
function keyOf(camera: SightCamera): string {
  const { code, x, y, z, headingDeg, tiltDeg, angleDeg, lens } = camera;
  return createHash('sha256')
    .update(JSON.stringify([code, x, y, z, headingDeg, tiltDeg, angleDeg, ...(lens ? [lens] : [])]))
    .digest('base64url');
}
