import { z } from 'zod';
import type { ScreensPort } from '../../state/ports/screens.ts';
import { ScreenEntry } from '../../state/records/screen.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const ScreensReply = z.object({ items: z.array(ScreenEntry) });

/** Screens of the monitoring centre. */
export function screensPort(at: Address): ScreensPort {
  const one = (id: string, rest = '') => at(`/screens/${encodeURIComponent(id)}${rest}`);
  return {
    heartbeat: async (id, report) => {
      await send(one(id, '/heartbeat'), { method: 'POST', body: report });
    },
    goodbye: (id) => {
      navigator.sendBeacon(one(id, '/goodbye'));
    },
    list: async (signal) => (await ask(at('/screens'), ScreensReply, { signal })).items,
    forget: async (id) => {
      await send(one(id), { method: 'DELETE' });
    },
  };
}
