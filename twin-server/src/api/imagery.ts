import { Router } from 'express';
import { ImageryServer, LayerRecord } from 'twin-core';
import { z } from 'zod';
import { ImageryFault } from '../imagery/imagery-fault.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { authorize, identify } from './mount.ts';
import { Problem } from './problem.ts';

/** Why a tile could not be had, in one word that a page puts into its own language. */
const FAULT_HEADER = 'Imagery-Fault';
/** A tile asked for without its version is asked for again after this, seconds. */
const SHORT_S = 300;

/** Layers of pictures from other servers: clause 6.4.1-9. */
export function imageryEndpoints({ imagery, layers, access }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'put',
      path: '/layers/{code}/imagery',
      tag: 'layers',
      summary:
        'Declares the pictures of an XYZ, TMS or WMTS server as a layer; this server fetches them, where its settings allow it',
      right: 'model.manage',
      params: z.object({ code: LayerRecord.shape.code }),
      body: ImageryServer,
      answer: { status: 200, description: 'The layer', schema: LayerRecord },
      problems: ['conflict', 'unavailable'],
      handle: async ({ params: { code }, body, caller }) => {
        const present = await layers.get(code);
        if (present && present.kind !== 'imagery')
          throw new Problem('conflict', `layer ${code} is one of ${present.kind}; expected one of imagery`);
        const source = await imagery.putServer(code, body);
        const { name, group, rights, surveyDate, accuracyM, bounds, opacity, order, visible } = body;
        const record = LayerRecord.parse({
          code,
          name,
          kind: 'imagery',
          group,
          source: body.source ?? new URL(body.url).hostname,
          crs: CRS_OF[body.tiling],
          rights,
          surveyDate,
          accuracyM,
          bounds,
          opacity,
          order,
          visible,
          imagery: source,
        });
        await layers.put(record);
        await access.audit.append(caller, { action: 'layer.imagery', subject: code, result: 'done' });
        return record;
      },
    }),
  ];
}

const CRS_OF = { mercator: 'EPSG:3857', geographic: 'EPSG:4326', baidu: 'BD-09 (Baidu Mercator)' } as const;

/** The tile of an address like /IMG/tiles/12/3328/1577; null for one that no tile has. Rows of Baidu's grid may lie below zero. */
function addressOf(path: string): { layer: string; zoom: number; x: number; y: number } | null {
  const parts = /^\/([^/]+)\/tiles\/(\d{1,2})\/(-?\d{1,8})\/(-?\d{1,8})$/.exec(path);
  if (!parts) return null;
  const [zoom, x, y] = parts.slice(2).map(Number) as [number, number, number];
  const most = 2 ** zoom;
  if (zoom > 24 || Math.abs(x) >= most || Math.abs(y) >= most) return null;
  const layer = LayerRecord.shape.code.safeParse(parts[1]);
  return layer.success ? { layer: layer.data, zoom, x, y } : null;
}

/**
 * `/api/v1/layers/{code}/tiles/{z}/{x}/{y}`: a picture of the ground, for whoever may see the twin. 204 where there is none; 502 with the
 * reason where its server gives none. An address with the version of the layer's pictures stays as it is.
 */
export function imageryRouter(deps: ApiDeps): Router {
  const router = Router();
  const allowed = [identify(deps, 'twin.view'), authorize(deps, 'twin.view', { site: deps.site })];
  router.use(
    async (request, response, next) => {
      const address = request.method === 'GET' || request.method === 'HEAD' ? addressOf(request.path) : null;
      if (!address) {
        next('router');
        return;
      }
      response.locals.tile = address;
      next();
    },
    ...allowed,
  );
  router.use(async (request, response, next) => {
    const { layer, zoom, x, y } = response.locals.tile as NonNullable<ReturnType<typeof addressOf>>;
    const answer = await deps.imagery.tile(layer, zoom, x, y).catch((cause: unknown) => {
      if (cause instanceof ImageryFault) response.setHeader(FAULT_HEADER, cause.code);
      throw cause;
    });
    if (!answer) {
      next();
      return;
    }
    const fixed = request.query.v === answer.version;
    response.setHeader('Cache-Control', fixed ? 'private, max-age=86400' : `private, max-age=${SHORT_S}`);
    if (!answer.image) {
      response.status(204).end();
      return;
    }
    // What comes from elsewhere is a picture and is never taken for anything else.
    response.setHeader('Content-Type', answer.image.type);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.send(Buffer.from(answer.image.bytes));
  });
  return router;
}
