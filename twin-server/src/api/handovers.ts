import { z } from 'zod';
import type { Handover } from '../handover/handovers.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { HandoverSheet, peopleOf, writeSheet } from './handover-sheet.ts';
import { decodeCursor, listOf, page, pageOf, text } from './input.ts';
import { Problem } from './problem.ts';

const Person = z.object({ account: z.string(), displayName: z.string() });
const People = z.record(z.string(), Person).describe('the people that the sheet speaks of, by account id');

const Summary = z.object({
  id: z.string(),
  writtenAt: z.number().describe('epoch ms'),
  writtenBy: Person.nullable().describe('the outgoing person; null where the account is gone'),
  notes: z.string(),
  signedAt: z.number().nullable().describe('epoch ms; null while nobody signed'),
  signedBy: Person.nullable().describe('the incoming person'),
  remark: z.string().nullable().describe('of the incoming person'),
  open: z.int().describe('open incidents at that time'),
  shelved: z.int(),
  silent: z.int(),
});
const HandoverView = Summary.extend({ sheet: HandoverSheet, people: People });
const SheetView = z.object({ sheet: HandoverSheet, people: People, unsigned: z.array(Summary) });

const ofHandover = z.object({ id: z.uuid() });
/** Handovers that wait for a signature and are told with the sheet; more wait than that nowhere. */
const UNSIGNED = 100;

/** One shift tells the next what stands: the system's sheet, the words of who goes, the signature of who comes. */
export function handoverEndpoints(deps: ApiDeps): Endpoint[] {
  const { handovers, access, now = Date.now } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/handover',
      tag: 'handover',
      summary:
        'The handover sheet as of now: open incidents, shelved alarms, silent devices, alarms since the last one',
      right: 'twin.view',
      answer: { status: 200, description: 'The sheet, and handovers that nobody signed', schema: SheetView },
      problems: ['unavailable'],
      handle: async () => {
        const [last] = await handovers.list(1);
        const sheet = await writeSheet(deps, last?.writtenAt ?? null);
        const waiting = await handovers.list(UNSIGNED, { unsigned: true });
        const unsigned = await summaries(waiting);
        return { sheet, people: await people(peopleOf(sheet)), unsigned };
      },
    }),
    endpoint({
      method: 'get',
      path: '/handovers',
      tag: 'handover',
      summary: 'Shifts that were handed over, the newest first',
      right: 'twin.view',
      query: z.strictObject(page(50, 200)),
      answer: { status: 200, description: 'A page of them, without their sheets', schema: listOf(Summary) },
      problems: ['unavailable'],
      handle: async ({ query: { limit, cursor } }) => {
        const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.number(), z.uuid()]));
        const { items, next } = pageOf(await handovers.list(limit + 1, { after }), limit, (last) => [
          last.writtenAt,
          last.id,
        ]);
        return { items: await summaries(items), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/handovers/{id}',
      tag: 'handover',
      summary: 'One of them with its sheet as it stood then',
      right: 'twin.view',
      params: ofHandover,
      answer: { status: 200, description: 'The handover', schema: HandoverView },
      problems: ['not-found', 'unavailable'],
      handle: ({ params }) => view(params.id),
    }),
    endpoint({
      method: 'post',
      path: '/handovers',
      tag: 'handover',
      summary: 'Hands the shift over: stores the sheet as of now with what the outgoing person writes',
      right: 'alarm.handle',
      body: z.strictObject({ notes: text(4000).default('') }),
      answer: { status: 201, description: 'The handover; it waits for a signature', schema: HandoverView },
      problems: ['unavailable'],
      handle: async ({ body, caller, setHeader }) => {
        const by = personOf(caller);
        const [last] = await handovers.list(1);
        const sheet = await writeSheet(deps, last?.writtenAt ?? null);
        const id = await handovers.write(by, body.notes, sheet, sheet.at);
        await access.audit.append(caller, { action: 'handover.write', subject: id, result: 'done' });
        setHeader('Location', `/api/v1/handovers/${id}`);
        return view(id);
      },
    }),
    endpoint({
      method: 'post',
      path: '/handovers/{id}/sign',
      tag: 'handover',
      summary: 'Takes the shift over: the incoming person signs, by their own session',
      right: 'alarm.handle',
      params: ofHandover,
      body: z.strictObject({ remark: text(1000).min(1).optional() }),
      answer: { status: 200, description: 'The handover, signed', schema: HandoverView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { id }, body, caller }) => {
        const refusal = await handovers.sign(id, personOf(caller), body.remark ?? null, now());
        if (refusal === 'unknown') throw new Problem('not-found', `no handover ${id}`);
        if (refusal === 'own') throw new Problem('conflict', 'who hands over cannot sign for who takes over');
        if (refusal === 'signed') throw new Problem('conflict', 'the handover is signed already');
        await access.audit.append(caller, { action: 'handover.sign', subject: id, result: 'done' });
        return view(id);
      },
    }),
  ];

  async function view(id: string): Promise<z.infer<typeof HandoverView>> {
    const found = await handovers.find(id);
    if (!found) throw new Problem('not-found', `no handover ${id}`);
    const [summary] = await summaries([found]);
    const sheet = HandoverSheet.parse(found.sheet);
    return { ...summary!, sheet, people: await people(peopleOf(sheet)) };
  }

  async function summaries(list: readonly Handover[]): Promise<z.infer<typeof Summary>[]> {
    const names = await access.accounts.namesOf(
      list.flatMap(({ writtenBy, signedBy }) => [writtenBy, signedBy].filter((id) => id !== null)),
    );
    const named = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    return list.map(({ sheet: stored, ...handover }) => {
      const { open, shelved, silent } = HandoverSheet.parse(stored);
      const [writtenBy, signedBy] = [named(handover.writtenBy), named(handover.signedBy)];
      return { ...handover, writtenBy, signedBy, open: open.count, shelved: shelved.count, silent: silent.count };
    });
  }

  async function people(ids: readonly string[]): Promise<z.infer<typeof People>> {
    return Object.fromEntries(await access.accounts.namesOf(ids));
  }
}

/** The account of a person: a program hands nothing over. */
function personOf({ principal }: Caller): string {
  if (principal?.type === 'user') return principal.id;
  throw new Problem('not-allowed', 'a shift is handed over and taken over by people, by their own session');
}
