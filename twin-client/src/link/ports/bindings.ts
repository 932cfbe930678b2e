import type { BindingsPort } from '../../state/ports/bindings.ts';
import { Binding, BindingsReply, ProposalCount } from '../../state/records/binding.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Where devices are in the models of their buildings. */
export function bindingsPort(at: Address): BindingsPort {
  const of = (building: string) => `/buildings/${encodeURIComponent(building)}/bindings`;
  const one = (building: string, id: string) => `${of(building)}/${encodeURIComponent(id)}`;
  return {
    list: async (building, signal) => (await ask(at(of(building)), BindingsReply, { signal })).items,
    propose: (building) => ask(at(of(building)), ProposalCount, { method: 'POST' }),
    accept: (building, id, device) =>
      ask(at(`${one(building, id)}/accept`), Binding, { method: 'POST', body: device ? { device } : {} }),
    reject: (building, id) => ask(at(`${one(building, id)}/reject`), Binding, { method: 'POST' }),
  };
}
