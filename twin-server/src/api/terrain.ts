import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Router } from 'express';
import type { ApiDeps } from './deps.ts';
import { authorize, identify } from './mount.ts';

/** Media type of quantized-mesh with the extension that tiles are written with. */
const QUANTIZED_MESH = 'application/vnd.quantized-mesh;extensions=octvertexnormals';
/** No tile is finer: a post is then 2 cm from the next. */
const MOST_LEVEL = 22;

/** The tile of an address like /12/6655/2841.terrain; null for one that no tile has. */
function addressOf(path: string): { level: number; x: number; y: number } | null {
  const [, level, x, y] = (/^\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})\.terrain$/.exec(path) ?? []).map(Number);
  if (level === undefined || x === undefined || y === undefined || level > MOST_LEVEL) return null;
  return x < 2 ** (level + 1) && y < 2 ** level ? { level, x, y } : null;
}

/**
 * `/terrain/layer.json` and `/terrain/{z}/{x}/{y}.terrain`: the ground as Cesium reads it, for whoever may see the twin; nothing where
 * the site has no elevation model. A tile's address carries the version of the ground, so it stays as it is.
 */
export function terrainRouter(deps: ApiDeps): Router {
  const router = Router();
  router.use(identify(deps, 'twin.view'), authorize(deps, 'twin.view', { site: deps.site }));
  router.get('/layer.json', (_request, response, next) => {
    if (!deps.terrain) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'private, no-cache');
    response.json(deps.terrain.layer);
  });
  router.use(async (request, response, next) => {
    const address = request.method === 'GET' || request.method === 'HEAD' ? addressOf(request.path) : null;
    if (!deps.terrain || !address) {
      next();
      return;
    }
    const { version } = deps.terrain;
    const gzipped = await deps.terrain.tile(address);
    const accepts = request.acceptsEncodings('gzip') !== false;
    const fixed = request.query.v === version;
    response.vary('Accept-Encoding');
    response.setHeader('Content-Type', QUANTIZED_MESH);
    response.setHeader('Cache-Control', fixed ? 'private, max-age=31536000, immutable' : 'private, no-cache');
    response.setHeader('ETag', `"${version}${accepts ? '-gzip' : ''}"`);
    if (accepts) response.setHeader('Content-Encoding', 'gzip');
    response.send(accepts ? gzipped : await promisify(gunzip)(gzipped));
  });
  return router;
}
