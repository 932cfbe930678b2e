import { GeoImportJob } from 'twin-core';
import { z } from 'zod';
import type { LayerImportsPort } from '../../state/ports/layer-imports.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const Jobs = z.object({ items: z.array(GeoImportJob) });

/** Importing files of geographic information as layers. */
export function layerImportsPort(at: Address): LayerImportsPort {
  const one = (id: string) => `/layer-imports/${encodeURIComponent(id)}`;
  return {
    list: async () => (await ask(at('/layer-imports'), Jobs)).items,
    submit: (upload, request) =>
      ask(at('/layer-imports'), GeoImportJob, { method: 'POST', body: { upload, ...request } }),
    again: (id, request) => ask(at(`${one(id)}/again`), GeoImportJob, { method: 'POST', body: request }),
    async forget(id) {
      await send(at(one(id)), { method: 'DELETE' });
    },
  };
}
