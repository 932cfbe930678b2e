import type { WallPort } from '../../state/ports/wall.ts';
import { LayoutEntry, Wall } from '../../state/records/wall.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** The wall and its layouts. */
export function wallPort(at: Address): WallPort {
  const layout = (id: string) => at(`/wall/layouts/${encodeURIComponent(id)}`);
  return {
    read: (signal) => ask(at('/wall'), Wall, { signal }),
    set: (wish) => ask(at('/wall'), Wall, { method: 'PUT', body: wish }),
    hold: () => ask(at('/wall/hold'), Wall, { method: 'POST', body: {} }),
    release: () => ask(at('/wall/release'), Wall, { method: 'POST', body: {} }),
    putLayout: ({ id, ...body }, version) =>
      ask(layout(id), LayoutEntry, { method: 'PUT', body: { ...body, version } }),
    async removeLayout(id, version) {
      await send(`${layout(id)}?version=${encodeURIComponent(version)}`, { method: 'DELETE' });
    },
  };
}
