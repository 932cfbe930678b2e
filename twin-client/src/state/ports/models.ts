import type { ElementDetail, ElementQuery, ElementsReply, WithinQuery, WithinReply } from '../records/element.ts';

/** What views may ask about the insides of buildings. Every method rejects with a Problem. */
export interface ModelsPort {
  elements(query: ElementQuery, signal?: AbortSignal): Promise<ElementsReply>;
  element(building: string, globalId: string, signal?: AbortSignal): Promise<ElementDetail>;
  within(query: WithinQuery, signal?: AbortSignal): Promise<WithinReply>;
}
