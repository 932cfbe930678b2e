import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Router } from 'express';
import type { ApiDeps } from './deps.ts';
import { authorize, identify } from './mount.ts';
import { acceptedTwins, sendPacked } from './packed-file.ts';
import { PlacedTilesets } from './placed-tilesets.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.glb': 'model/gltf-binary',
  '.json': 'application/json; charset=utf-8',
};

/** Tilesets whose root stands where the registry has the building, whatever the file was baked with. */
const PLACED = new Set(['tileset.json', 'spaces.json']);

/**
 * The folder that holds a building's baked model: the first of `folders` with a finished bake of that code, so that an imported model
 * hides the demonstration's as a whole; null where none has one.
 */
export async function modelFolder(folders: readonly string[], building: string): Promise<string | null> {
  if (!building.split('/').every(isName)) return null;
  for (const folder of folders) {
    const found = await stat(join(folder, building, 'tileset.json')).catch(() => null);
    if (found?.isFile()) return join(folder, building);
  }
  return null;
}

/** One name of a path: nothing hidden, nothing that leads elsewhere. */
function isName(segment: string): boolean {
  return segment !== '' && !segment.startsWith('.') && !/[/\\\0:]/.test(segment);
}

/** Where tilesets of layers lie, beside those of buildings. */
const LAYERS = 'layers';

/** Folder of a building's model or of a layer, and the file's path within it; null for an address that names no such thing. */
function partsOf(path: string): { building: string; file: string } | null {
  try {
    const names = path.slice(1).split('/').map(decodeURIComponent);
    const folders = names[0] === LAYERS ? 2 : 1;
    if (names.length <= folders || !names.every(isName)) return null;
    return { building: names.slice(0, folders).join('/'), file: names.slice(folders).join('/') };
  } catch {
    return null;
  }
}

/**
 * `/tilesets/{building}/…` and `/tilesets/layers/{layer}/…`: models and tiles, for whoever may see the twin. Revalidated by ETag, so that a new bake and a new place are
 * seen at once. Compressed where the bake left a twin and the caller takes it.
 */
export function tilesetRouter(deps: ApiDeps): Router {
  const router = Router();
  const placed = new PlacedTilesets();
  router.use(identify(deps, 'twin.view'), authorize(deps, 'twin.view', { site: deps.site }));
  router.use(async (request, response, next) => {
    const parts = request.method === 'GET' || request.method === 'HEAD' ? partsOf(request.path) : null;
    const folder = parts && (await modelFolder(deps.paths.tilesets, parts.building));
    if (!folder) {
      next();
      return;
    }
    const { building, file } = parts;
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Accept-Encoding');
    response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
    const placement = PLACED.has(file) ? deps.registry.building(building)?.placement : undefined;
    if (placement) {
      const encoding = acceptedTwins(request)[0]?.[0] ?? null;
      const answer = await placed.read(join(folder, file), placement, encoding);
      if (answer) {
        if (encoding) response.setHeader('Content-Encoding', encoding);
        response.setHeader('ETag', answer.etag);
        response.send(answer.body);
        return;
      }
    }
    if (await sendPacked(request, response, folder, file)) return;
    for (const header of ['Cache-Control', 'Content-Type', 'Vary']) response.removeHeader(header);
    next();
  });
  return router;
}
