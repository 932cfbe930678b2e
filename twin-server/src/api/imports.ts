import { open } from 'node:fs/promises';
import { BuildingVersion, ImportJob, ImportRequest } from 'twin-core';
import { z } from 'zod';
import { codeOf } from '../problem.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, encodeCursor, listOf, page, pageIfAsked, pageOfWhole, whole } from './input.ts';
import { Problem } from './problem.ts';
import { UPLOADS_PATH } from './uploads.ts';

const id = z.object({ id: z.uuid() });
const versionOf = z.object({ code, version: whole(1, 1_000_000) });

/** A text as the value of a header's parameter (RFC 8187). */
const asExtendedValue = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** Importing models by browser, and the models that buildings had before (clause 6.4.1-2-5). */
export function importEndpoints({ imports, registry, access }: ApiDeps): Endpoint[] {
  /** Names in the place of account ids. */
  const named = async (jobs: readonly ImportJob[]): Promise<ImportJob[]> => {
    const names = await access.accounts.namesOf(jobs.map(({ requestedBy }) => requestedBy));
    return jobs.map((job) => ({ ...job, requestedBy: names.get(job.requestedBy)?.displayName ?? '' }));
  };
  const namedVersions = async (versions: readonly BuildingVersion[]): Promise<BuildingVersion[]> => {
    const names = await access.accounts.namesOf(versions.flatMap(({ storedBy }) => storedBy ?? []));
    return versions.map((one) => ({ ...one, storedBy: one.storedBy && (names.get(one.storedBy)?.displayName ?? '') }));
  };
  const one = async (job: ImportJob) => (await named([job]))[0]!;
  const audited = async (caller: Caller, action: string, job: ImportJob) => {
    await access.audit.append(caller, { action, subject: `${job.building}: ${job.fileName}`, result: 'done' });
    return one(job);
  };
  const by = ({ principal }: Caller) => principal!.id;

  return [
    endpoint({
      method: 'post',
      path: '/imports',
      tag: 'imports',
      summary: 'Imports an uploaded IFC file as a building, new or existing',
      right: 'model.manage',
      body: ImportRequest.describe(
        `upload: id of a file uploaded, or being uploaded, to ${UPLOADS_PATH} by the tus protocol 1.0.0 (https://tus.io)`,
      ),
      answer: { status: 201, description: 'The import; it goes on by itself', schema: ImportJob },
      problems: ['not-found', 'conflict'],
      handle: async ({ body, caller }) => audited(caller, 'import.start', await imports.submit(body, by(caller))),
    }),
    endpoint({
      method: 'get',
      path: '/imports',
      tag: 'imports',
      summary: 'Imports under way and the newest of the others',
      right: 'model.manage',
      query: z.strictObject(page(20)),
      answer: {
        status: 200,
        description: 'Newest first; the first page has all that are under way',
        schema: listOf(ImportJob),
      },
      handle: async ({ query }) => {
        const after = query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.number(), z.string()]));
        const { jobs, end } = await imports.list(query.limit, after);
        return { items: await named(jobs), next: end && encodeCursor(end) };
      },
    }),
    endpoint({
      method: 'get',
      path: '/imports/{id}',
      tag: 'imports',
      summary: 'An import: its stage, how far it is, and what came of it',
      right: 'model.manage',
      params: id,
      answer: { status: 200, description: 'The import', schema: ImportJob },
      problems: ['not-found'],
      handle: async ({ params }) => {
        const job = await imports.get(params.id);
        if (!job) throw new Problem('not-found', `no import ${params.id}`);
        return one(job);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/imports/{id}',
      tag: 'imports',
      summary: 'Cancels an import; the building stays as it was',
      right: 'model.manage',
      params: id,
      answer: { status: 200, description: 'The import, cancelled', schema: ImportJob },
      problems: ['not-found', 'conflict'],
      handle: async ({ params, caller }) => audited(caller, 'import.cancel', await imports.cancel(params.id)),
    }),
    endpoint({
      method: 'post',
      path: '/imports/{id}/again',
      tag: 'imports',
      summary: 'Tries an interrupted import again',
      right: 'model.manage',
      params: id,
      answer: { status: 200, description: 'The import, queued', schema: ImportJob },
      problems: ['not-found', 'conflict'],
      handle: async ({ params, caller }) => audited(caller, 'import.again', await imports.again(params.id)),
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/versions',
      tag: 'imports',
      summary: 'The models a building has and had',
      right: 'model.manage',
      params: z.object({ code }),
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'Newest first, a page or all of them', schema: listOf(BuildingVersion) },
      problems: ['not-found'],
      handle: async ({ params, query }) => {
        if (!registry.building(params.code)) throw new Problem('not-found', `no building ${params.code}`);
        const versions = await namedVersions(await imports.versions(params.code));
        return pageOfWhole(versions, query, ({ version }) => String(version));
      },
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/versions/{version}/file',
      tag: 'imports',
      summary: 'The IFC file of a model that a building has or had, under its own name',
      right: 'model.manage',
      params: versionOf,
      answer: { status: 200, description: 'The file, application/x-step', schema: z.unknown() },
      problems: ['not-found'],
      handle: async ({ params, caller, setHeader }) => {
        const { name, path } = await imports.versionFile(params.code, params.version);
        await access.audit.append(caller, {
          action: 'model.download',
          subject: `${params.code}: ${name}`,
          result: 'done',
        });
        const file = await open(path).catch((cause: unknown) => {
          if (codeOf(cause) !== 'ENOENT') throw cause;
          throw new Problem('not-found', `${name} is not on the disk any more`);
        });
        setHeader('Content-Type', 'application/x-step');
        setHeader('Content-Disposition', `attachment; filename*=UTF-8''${asExtendedValue(name)}`);
        return file.createReadStream();
      },
    }),
    endpoint({
      method: 'post',
      path: '/buildings/{code}/versions/{version}/restore',
      tag: 'imports',
      summary: 'Brings an earlier model of a building back, with its record, as its newest version',
      right: 'model.manage',
      params: versionOf,
      answer: { status: 201, description: 'The import that does it', schema: ImportJob },
      problems: ['not-found', 'conflict'],
      handle: async ({ params, caller }) =>
        audited(caller, 'import.restore', await imports.restore(params.code, params.version, by(caller))),
    }),
  ];
}
