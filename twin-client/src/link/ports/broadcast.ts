import type { BroadcastPort } from '../../state/ports/broadcast.ts';
import {
  BroadcastPlacesReply,
  BroadcastSchedule,
  BroadcastSchedulesReply,
  BroadcastSession,
  BroadcastSessionsReply,
  BroadcastWords,
  Recording,
  RecordingsReply,
} from '../../state/records/broadcast.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Characters of a recording's name. */
const LONGEST_NAME = 100;

/** Public address (7.2.5). */
export function broadcastPort(at: Address): BroadcastPort {
  const id = encodeURIComponent;
  return {
    places: async (signal) => (await ask(at('/broadcast/places'), BroadcastPlacesReply, { signal })).items,
    words: (signal) => ask(at('/broadcast/sources'), BroadcastWords, { signal }),
    sessions: async (signal) => (await ask(at('/broadcast/sessions'), BroadcastSessionsReply, { signal })).items,
    history: async (limit, signal) =>
      (await ask(at('/broadcast/sessions/history', { limit }), BroadcastSessionsReply, { signal })).items,
    play: (sound, places) =>
      ask(at('/broadcast/sessions'), BroadcastSession, { method: 'POST', body: { sound, places } }),
    async stop(session) {
      await send(at(`/broadcast/sessions/${id(session)}/stop`), { method: 'POST' });
    },
    schedules: async (signal) => (await ask(at('/broadcast/schedules'), BroadcastSchedulesReply, { signal })).items,
    putSchedule: ({ id: schedule, ...body }, version) =>
      ask(at(`/broadcast/schedules/${id(schedule)}`, { version: version ?? '' }), BroadcastSchedule, {
        method: 'PUT',
        body,
      }),
    async removeSchedule(schedule) {
      await send(at(`/broadcast/schedules/${id(schedule)}`), { method: 'DELETE' });
    },
    addRecording: (file) =>
      ask(at('/broadcast/files', { name: file.name.slice(0, LONGEST_NAME) }), Recording, {
        method: 'POST',
        body: file,
      }),
    async removeRecording(recording) {
      await send(at(`/broadcast/files/${id(recording)}`), { method: 'DELETE' });
    },
    recordings: async (signal) => (await ask(at('/broadcast/files'), RecordingsReply, { signal })).items,
  };
}
