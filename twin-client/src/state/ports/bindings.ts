import type { Binding, NewDevice } from '../records/binding.ts';

/** What views may ask about the places of devices in the models of buildings. Every method rejects with a Problem. */
export interface BindingsPort {
  /** The open ones first, the surest at the top. */
  list(building: string, signal?: AbortSignal): Promise<readonly Binding[]>;
  /** Looks for the building's devices in its model anew. */
  propose(building: string): Promise<{ readonly bound: number; readonly open: number }>;
  accept(building: string, id: string, device?: NewDevice): Promise<Binding>;
  reject(building: string, id: string): Promise<Binding>;
}
