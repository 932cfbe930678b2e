import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { KIND_NAMES } from '../base/files/kinds.ts';
import { BaseImportReport } from '../base/files/report.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { text } from './input.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE = {
  // What a file is shows in how it begins; browsers on Windows call CSV a workbook.
  types: [WORKBOOK, 'text/csv', 'application/json', 'application/vnd.ms-excel', 'application/octet-stream'],
  limit: 256 * 2 ** 20,
} as const;

const params = z.object({ kind: z.enum(KIND_NAMES).describe('as in the data dictionary') });

/** Base data by file (clause 6.4.16-3): a template of each kind, and the file back in. */
export function baseImportEndpoints({ baseImports, access, dataDir }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/base-imports/{kind}/template',
      tag: 'imports',
      summary: 'The Excel template of a kind of base data',
      right: 'base.manage',
      params,
      answer: { status: 200, description: `The workbook, ${WORKBOOK}`, schema: z.unknown() },
      handle: ({ params: { kind }, setHeader }) => {
        setHeader('Content-Type', WORKBOOK);
        setHeader('Content-Disposition', `attachment; filename="${kind}.xlsx"`);
        return pieces(baseImports.template(kind));
      },
    }),
    endpoint({
      method: 'post',
      path: '/base-imports/{kind}',
      logged: 'unlessDryRun',
      tag: 'imports',
      summary: 'Imports a file of base data: right rows are taken, wrong ones are refused with row, field and reason',
      right: 'base.manage',
      params,
      query: z.strictObject({
        dryRun: z.enum(['true', 'false']).default('false').describe('checks everything and changes nothing'),
        name: text(255).min(1).default('upload').describe('name of the file: where its records say they come from'),
      }),
      file: FILE,
      answer: { status: 200, description: 'What became of the rows', schema: BaseImportReport },
      problems: ['unavailable'],
      handle: async ({ params: { kind }, query: { dryRun, name }, file, caller }) => {
        const folder = join(dataDir, 'base-imports');
        const path = join(folder, randomUUID());
        await mkdir(folder, { recursive: true, mode: 0o700 });
        try {
          await pipeline(file!, createWriteStream(path, { mode: 0o600 }));
          const report = await baseImports.run(kind, { path, name }, dryRun === 'true');
          if (!report.dryRun) {
            const { accepted, rejected } = report;
            const entry = { action: 'base.import', subject: `${kind}: ${name}`, result: 'done' } as const;
            await access.audit.append(caller, { ...entry, detail: { accepted, rejected } });
          }
          return report;
        } finally {
          await rm(path, { force: true });
        }
      },
    }),
  ];
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
