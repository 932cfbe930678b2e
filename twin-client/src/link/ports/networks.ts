import type { NetworksPort } from '../../state/ports/networks.ts';
import { HeightsReply, NetworksReply, PipeRecord, SectionReply, TraceReply } from '../../state/records/network.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

const DEGREES = 8;

/** Pipes and cables under the ground: records, traces, sections. */
export function networksPort(at: Address): NetworksPort {
  const id = encodeURIComponent;
  const post = (body: object, signal?: AbortSignal) => ({ method: 'POST', body, signal }) as const;
  return {
    list: async (signal) => (await ask(at('/networks'), NetworksReply, { signal })).items,
    element: (layer, element, place, signal) => {
      const [longitude, latitude] = place?.map((value) => value.toFixed(DEGREES)) ?? [];
      return ask(at(`/networks/${id(layer)}/elements/${id(element)}`, { longitude, latitude }), PipeRecord, { signal });
    },
    trace: (layer, element, kind, signal) =>
      ask(at(`/networks/${id(layer)}/trace`), TraceReply, post({ element, kind }, signal)),
    section: async (line, signal) => (await ask(at('/networks/section'), SectionReply, post({ line }, signal))).items,
    heights: async (places, signal) => {
      const points = places.map((place) => place.map((value) => value.toFixed(DEGREES)).join(',')).join(';');
      return (await ask(at('/heights', { points }), HeightsReply, { signal })).items;
    },
  };
}
