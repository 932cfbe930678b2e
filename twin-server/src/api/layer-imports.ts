import { GeoImportJob, GeoImportRequest } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { UPLOADS_PATH } from './uploads.ts';

const id = z.object({ id: z.uuid() });

const NewImport = z.strictObject({
  upload: z.uuid().describe(`id of a file uploaded whole to ${UPLOADS_PATH} by the tus protocol 1.0.0`),
  dryRun: z.boolean().default(false).describe('reads and checks everything, and stores nothing'),
  ...GeoImportRequest.shape,
});

/** Importing files of geographic information as layers, by browser (clause 6.4.1-9). */
export function layerImportEndpoints({ geoImports, access }: ApiDeps): Endpoint[] {
  const known = (job: string) => {
    const found = geoImports.get(job);
    if (!found) throw new Problem('not-found', `no import ${job}`);
    return found;
  };
  return [
    endpoint({
      method: 'post',
      path: '/layer-imports',
      logged: 'unlessDryRun',
      tag: 'imports',
      summary:
        'Imports an uploaded file as a layer: GeoJSON, FlatGeobuf, zipped shapefile, OpenStreetMap, or an elevation model',
      right: 'model.manage',
      body: NewImport,
      answer: { status: 201, description: 'The import; it goes on by itself', schema: GeoImportJob },
      problems: ['not-found', 'conflict'],
      handle: async ({ body: { upload, dryRun, ...request }, caller }) => {
        const job = await geoImports.submit(upload, request, dryRun);
        const subject = `${request.layer}: ${job.fileName}`;
        await access.audit.append(caller, { action: 'layer.import', subject, result: 'done' });
        return job;
      },
    }),
    endpoint({
      method: 'get',
      path: '/layer-imports',
      tag: 'imports',
      summary: 'Imports of layers under way and the newest of the others',
      right: 'model.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'Newest first, a page or all of them', schema: listOf(GeoImportJob) },
      handle: ({ query }) => pageOfWhole(geoImports.list(), query, ({ id }) => id),
    }),
    endpoint({
      method: 'get',
      path: '/layer-imports/{id}',
      tag: 'imports',
      summary: 'An import of a layer: its stage, and what came of it',
      right: 'model.manage',
      params: id,
      answer: { status: 200, description: 'The import', schema: GeoImportJob },
      problems: ['not-found'],
      handle: ({ params }) => known(params.id),
    }),
    endpoint({
      method: 'post',
      path: '/layer-imports/{id}/again',
      tag: 'imports',
      summary: 'Tries a refused file once more, told otherwise: another CRS, swapped axes, or anywhere',
      right: 'model.manage',
      params: id,
      body: GeoImportRequest,
      answer: { status: 200, description: 'The import, queued', schema: GeoImportJob },
      problems: ['not-found', 'conflict'],
      handle: ({ params, body }) => geoImports.again(params.id, body),
    }),
    endpoint({
      method: 'delete',
      path: '/layer-imports/{id}',
      tag: 'imports',
      summary: 'Cancels an import of a layer, or forgets one that is over; a layer that stands stays',
      right: 'model.manage',
      params: id,
      answer: { status: 204, description: 'It is gone' },
      problems: ['not-found'],
      handle: ({ params }) => geoImports.cancel(params.id),
    }),
  ];
}
