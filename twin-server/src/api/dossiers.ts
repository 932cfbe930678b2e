import { Label } from 'twin-core';
import { DOSSIER_FAULTS, SIGNER_ID } from 'twin-core/dossier';
import { z } from 'zod';
import { pageDigest } from '../dossier/dossier-file.ts';
import { verifyFile } from '../dossier/verify-file.ts';
import { writeDossier } from '../dossier/write-dossier.ts';
import type { ApiDeps } from './deps.ts';
import { gatherDossier } from './dossier/gather.ts';
import { findSubject, MOST_SPAN_MS, type Subject } from './dossier/subject.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, instant } from './input.ts';
import { Problem } from './problem.ts';

/** Twice what a dossier may come to. */
const MOST_VERIFIED_BYTES = 96 * 1024 * 1024;

const Request = z.union([
  z.strictObject({ alarm: code.describe('told with its incident, from ten minutes before to ten minutes after') }),
  z
    .strictObject({ from: instant, to: instant })
    .refine(({ from, to }) => to > from && to - from <= MOST_SPAN_MS, { error: 'expected a span of up to 24 hours' }),
]);

const KeyView = z.object({
  algorithm: z.literal('SM2'),
  signerId: z.string().describe('GM/T 0009'),
  publicKey: z.string().describe('04‖x‖y, hexadecimal'),
  pem: z.string().describe('SubjectPublicKeyInfo'),
  fingerprint: z.string().describe('SM3 of the SubjectPublicKeyInfo'),
});

const VerdictView = z.object({
  ok: z.boolean(),
  records: z.int().nullable(),
  firstChanged: z
    .object({
      index: z.int().nullable().describe('null: the page around the records'),
      kind: z.string().nullable(),
      what: z.enum([...DOSSIER_FAULTS, 'page']),
    })
    .nullable(),
  fingerprint: z.string().nullable().describe('of the key it says it was signed with'),
  ownKey: z.boolean().describe('signed by this site'),
  about: z
    .object({
      id: z.string(),
      site: Label,
      alarm: z.string().nullable(),
      from: z.number(),
      to: z.number(),
      madeAt: z.number(),
      madeBy: z.string(),
    })
    .nullable()
    .describe('null where what the dossier says of itself was changed'),
});

/** Incidents taken out as files that prove themselves, and whether one is as it was signed. */
export function dossierEndpoints(deps: ApiDeps): Endpoint[] {
  const { dossiers, access, registry } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/dossier-key',
      tag: 'dossiers',
      summary: 'The public key that dossiers of this site are signed with',
      right: 'open',
      answer: { status: 200, description: 'The key', schema: KeyView },
      problems: ['unavailable'],
      handle: async () => {
        const { publicKey, pem, fingerprint } = await dossiers.key();
        return { algorithm: 'SM2' as const, signerId: SIGNER_ID, publicKey, pem, fingerprint };
      },
    }),
    endpoint({
      method: 'post',
      path: '/dossiers',
      tag: 'dossiers',
      summary: 'An alarm with its incident, or a span of time, as one HTML file that opens offline, chained and signed',
      right: 'dossier.make',
      body: Request,
      answer: { status: 200, description: 'HTML, as it is made' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ body, caller, setHeader }) => {
        const [subject, key, page] = await Promise.all([findSubject(deps, body), dossiers.key(), dossiers.page()]);
        const { alarm, from, to } = subject;
        await access.audit.append(caller, {
          action: 'dossier.make',
          subject: alarm,
          result: 'done',
          detail: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        });
        setHeader('Content-Type', 'text/html; charset=utf-8');
        setHeader('Content-Disposition', `attachment; filename="${fileName(registry.site.code, subject)}"`);
        const made = { caller, publicKey: key.publicKey, page: pageDigest(page) };
        return writeDossier(page, key, gatherDossier(deps, subject, made));
      },
    }),
    endpoint({
      method: 'post',
      path: '/dossiers/verify',
      logged: 'asRead',
      tag: 'dossiers',
      summary: 'Whether a dossier is as it was signed; else its first changed record',
      right: 'twin.view',
      file: { types: ['text/html'], limit: MOST_VERIFIED_BYTES },
      answer: { status: 200, description: 'The verdict', schema: VerdictView },
      problems: ['invalid-input', 'too-large', 'unavailable'],
      handle: async ({ file }) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of file!) pieces.push(piece);
        const verified = await verifyFile(Buffer.concat(pieces));
        if (!verified) throw new Problem('invalid-input', 'body: it is no dossier');
        const { verdict, header } = verified;
        const { fingerprint } = await dossiers.key();
        return {
          ok: verdict.ok,
          records: verdict.ok ? verdict.records : null,
          firstChanged: verdict.ok ? null : verdict.firstChanged,
          fingerprint: verdict.fingerprint,
          ownKey: verdict.fingerprint === fingerprint,
          about: header && {
            ...{ id: header.id, site: header.site.name, alarm: header.subject.alarm },
            ...{ from: header.from, to: header.to, madeAt: header.madeAt, madeBy: header.madeBy.displayName },
          },
        };
      },
    }),
  ];
}

/** Letters, digits and hyphens alone. */
function fileName(site: string, { alarm, from }: Subject): string {
  const about = alarm ?? new Date(from).toISOString().slice(0, 16);
  return `dossier-${site}-${about}.html`.replace(/[^\w.-]+/g, '-');
}
