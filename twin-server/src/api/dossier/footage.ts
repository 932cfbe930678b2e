import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ContentOf } from 'twin-core/dossier';
import type { KeptClip } from '../../video/clips/clip-table.ts';
import { CLIP_TYPES } from '../alarm-clips.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../endpoint.ts';
import { masksFor } from '../mask-check.ts';
import type { Subject } from './subject.ts';

/** What clips and pictures of a dossier may come to, and one of them, bytes. */
const MOST_BYTES = 24 * 1024 * 1024;
const MOST_FILE_BYTES = 8 * 1024 * 1024;

type Footage = ContentOf<'clip'> | ContentOf<'picture'>;

/**
 * What cameras showed around the alarms, as far as the caller may see it and it fits. A picture of which parts are to be covered is left out as
 * a whole: what stands in a file can be uncovered (7.2.16-1).
 */
export async function* gatherFootage(
  deps: ApiDeps,
  { alarms }: Subject,
  caller: Caller,
): AsyncGenerator<Footage | ContentOf<'leftOut'>> {
  const { clips, registry, decide, site } = deps;
  if (!decide(caller.principal, 'video.view', { site }).allowed) {
    yield { kind: 'leftOut', what: 'videoRight', count: null, reason: 'right' };
    return;
  }
  const told = new Set<string>();
  let bytes = 0;
  let leftOut = 0;
  for (const { id } of alarms) {
    const kept = await clips.list(id);
    const masks = await masksFor(deps, [...new Set(kept.map(({ camera }) => camera))], caller);
    for (const clip of kept) {
      // Alarms near to each other share what was kept.
      if (clip.file !== null && told.has(clip.file)) continue;
      if (clip.file !== null) told.add(clip.file);
      const mask = masks.get(clip.camera)!;
      const tooMuch = clip.bytes > MOST_FILE_BYTES || bytes + clip.bytes > MOST_BYTES;
      const reason = clip.fault ?? mask.refusal ?? (mask.polygons.length > 0 ? 'masked' : tooMuch ? 'size' : null);
      const data = reason === null ? await dataOf(deps, clip) : null;
      if (data !== null) bytes += clip.bytes;
      else leftOut += 1;
      const { camera, kind, from, to, file } = clip;
      const type = file === null ? null : (CLIP_TYPES[extname(file)] ?? null);
      const cameraName = registry.device(camera)?.name ?? camera;
      yield {
        ...{ kind: kind === 'clip' ? 'clip' : 'picture', alarm: id, camera, cameraName, from, to, type },
        ...{ bytes: clip.bytes, data, reason: data === null ? (reason ?? 'gone') : null },
      };
    }
  }
  if (leftOut > 0) yield { kind: 'leftOut', what: 'clips', count: leftOut, reason: 'stated' };
}

async function dataOf({ clips }: ApiDeps, { file }: KeptClip): Promise<string | null> {
  if (file === null) return null;
  // It may be removed by its age while the dossier is made.
  return readFile(clips.path(file), 'base64').catch(() => null);
}
