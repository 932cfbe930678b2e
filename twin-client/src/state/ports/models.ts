import type { ElementDetail, ElementQuery, ElementsReply, WithinQuery, WithinReply } from '../records/element.ts';
import type { HomesReply, PlaceQuery, SpacesReply, StoreysReply } from '../records/space.ts';

/** What views may ask about the insides of buildings. Every method rejects with a Problem. */
export interface ModelsPort {
  elements(query: ElementQuery, signal?: AbortSignal): Promise<ElementsReply>;
  element(building: string, globalId: string, signal?: AbortSignal): Promise<ElementDetail>;
  storeys(query: PlaceQuery, signal?: AbortSignal): Promise<StoreysReply>;
  /** storey: GlobalId or name. */
  spaces(query: PlaceQuery & { readonly storey?: string }, signal?: AbortSignal): Promise<SpacesReply>;
  /** q: words of code, building name or building-unit-room. */
  homes(query: PlaceQuery, signal?: AbortSignal): Promise<HomesReply>;
  within(query: WithinQuery, signal?: AbortSignal): Promise<WithinReply>;
}
