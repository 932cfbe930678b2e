import type { ModelsPort } from '../../state/ports/models.ts';
import { ElementDetail, ElementsReply, WithinReply } from '../../state/records/element.ts';
import { HomesReply, SpacesReply, StoreysReply } from '../../state/records/space.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Elements of the buildings' models, and what lies in a polygon. */
export function modelsPort(at: Address): ModelsPort {
  const id = encodeURIComponent;
  return {
    elements: (query, signal) => ask(at('/elements', { ...query }), ElementsReply, { signal }),
    element: (building, globalId, signal) =>
      ask(at(`/buildings/${id(building)}/elements/${id(globalId)}`), ElementDetail, { signal }),
    storeys: (query, signal) => ask(at('/storeys', { ...query }), StoreysReply, { signal }),
    spaces: (query, signal) => ask(at('/spaces', { ...query }), SpacesReply, { signal }),
    homes: (query, signal) => ask(at('/houses', { ...query }), HomesReply, { signal }),
    within: (query, signal) => ask(at('/within'), WithinReply, { method: 'POST', body: query, signal }),
  };
}
