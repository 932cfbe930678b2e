import { z } from 'zod';
import { MOST_FILE_BYTES } from '../broadcast/recordings.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

const RecordingView = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.enum(['audio/wav', 'audio/mpeg']),
  bytes: z.number(),
  durationMs: z.number(),
  by: z.string().describe('account id'),
  storedAt: z.number().describe('epoch ms'),
});

const TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/mpeg', 'audio/mp3'];
const id = z.object({ id: z.uuid() });

/** Recordings that can be played (7.2.5-1): what they are is read from their content. */
export function broadcastFileEndpoints(deps: ApiDeps): Endpoint[] {
  const { recordings, schedules, broadcast } = deps.publicAddress;
  const { audit } = deps.access;
  const known = async (given: string) => {
    const recording = await recordings.get(given);
    if (!recording) throw new Problem('not-found', `no file ${given}`);
    return recording;
  };
  return [
    endpoint({
      method: 'get',
      path: '/broadcast/files',
      tag: 'broadcast',
      summary: 'The recordings, by name',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(RecordingView) },
      problems: ['unavailable'],
      handle: async ({ query }) => pageOfWhole(await recordings.list(), query, (recording) => recording.id),
    }),
    endpoint({
      method: 'post',
      path: '/broadcast/files',
      tag: 'broadcast',
      summary: 'Bring a recording: WAV or MP3',
      right: 'broadcast.operate',
      query: z.strictObject({ name: text(100).min(1).describe('what it is called') }),
      file: { types: TYPES, limit: MOST_FILE_BYTES },
      answer: { status: 201, description: 'The recording', schema: RecordingView },
      problems: ['unavailable'],
      handle: async ({ query: { name }, file, caller }) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of file!) chunks.push(chunk);
        const recording = await recordings.add(name, Buffer.concat(chunks), caller.principal!.id);
        await audit.append(caller, { action: 'broadcast.file.add', subject: recording.id, result: 'done' });
        return recording;
      },
    }),
    endpoint({
      method: 'get',
      path: '/broadcast/files/{id}/content',
      tag: 'broadcast',
      summary: 'The sound of a recording: what terminals are told to play',
      right: 'twin.view',
      params: id,
      answer: { status: 200, description: 'The file (audio/wav or audio/mpeg)', schema: z.unknown() },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, setHeader }) => {
        const { type, bytes } = await known(params.id);
        setHeader('Content-Type', type);
        setHeader('Content-Length', String(bytes));
        setHeader('X-Content-Type-Options', 'nosniff');
        return recordings.open(params.id);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/broadcast/files/{id}',
      tag: 'broadcast',
      summary: 'Remove a recording that nothing plays: one of your own, or any with the right to broadcast everywhere',
      right: 'broadcast.operate',
      params: id,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params, caller }) => {
        const { by } = await known(params.id);
        const mayAny = deps.decide(caller.principal, 'broadcast.manage', { site: deps.site }).allowed;
        if (by !== caller.principal!.id && !mayAny) throw new Problem('not-allowed', 'somebody else brought this file');
        const uses = [...schedules.list(), ...broadcast.list()].filter(
          ({ sound }) => sound.kind === 'file' && sound.file === params.id,
        );
        if (uses.length > 0) throw new Problem('conflict', `it is played by ${uses.map((use) => use.id).join(', ')}`);
        await recordings.remove(params.id);
        await audit.append(caller, { action: 'broadcast.file.remove', subject: params.id, result: 'done' });
      },
    }),
  ];
}
