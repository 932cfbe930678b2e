import type { InspectionsPort } from '../../state/ports/inspections.ts';
import { InspectionFigures, Round, RoundsReply, Walk, WalksReply } from '../../state/records/inspection.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Inspection rounds (8.2.1-7). */
export function inspectionsPort(at: Address): InspectionsPort {
  const round = (id: string, below = '') => `/inspection-rounds/${encodeURIComponent(id)}${below}`;
  const walk = (id: string, below = '') => at(`/inspection-walks/${encodeURIComponent(id)}${below}`);
  const post = (path: string, body: object) => ask(path, Walk, { method: 'POST', body });
  return {
    rounds: async (signal) => (await ask(at('/inspection-rounds'), RoundsReply, { signal })).items,
    putRound: ({ id, ...body }, version) =>
      ask(at(round(id), { version: version ?? '' }), Round, { method: 'PUT', body }),
    async removeRound(id) {
      await send(at(round(id)), { method: 'DELETE' });
    },
    start: (id) => post(at(round(id, '/walks')), {}),
    walks: async (id, signal) => (await ask(at(round(id, '/walks')), WalksReply, { signal })).items,
    walk: (id, signal) => ask(walk(id), Walk, { signal }),
    look: (id, point, said) => post(walk(id, `/points/${point}`), said),
    addPhoto: (id, point, photo) => post(walk(id, `/points/${point}/photo`), photo),
    openOrder: (id, point, order) => post(walk(id, `/points/${point}/work-order`), order),
    finish: (id) => post(walk(id, '/finish'), {}),
    figures: (days, signal) => ask(at('/inspection-statistics', { days }), InspectionFigures, { signal }),
  };
}
