import { z } from 'zod';
import type { SystemsPort } from '../../state/ports/systems.ts';
import { SystemInspection, SystemPlan } from '../../state/records/system-inspection.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

const PAGE = 20;
const Inspections = z.object({ items: z.array(SystemInspection), next: z.string().nullable() });

/** Inspections of what the site runs on (8.2.1-7). */
export function systemsPort(at: Address): SystemsPort {
  return {
    list: (cursor, signal) =>
      ask(at('/system-inspections', { limit: PAGE, cursor: cursor ?? undefined }), Inspections, { signal }),
    run: () => ask(at('/system-inspections'), SystemInspection, { method: 'POST', body: {} }),
    fillRooms: (number, points) =>
      ask(at(`/system-inspections/${number}/rooms`), SystemInspection, { method: 'POST', body: { points } }),
    plan: (signal) => ask(at('/system-inspection-plan'), SystemPlan, { signal }),
    setPlan: (plan) => ask(at('/system-inspection-plan'), SystemPlan, { method: 'PUT', body: plan }),
  };
}
