import { SCENARIOS } from '../e2e/faults/scenarios.ts';

/** Every fault in its long form, one after the other; FAULT names one by a part of its title. Outcomes as in the fault table. */
export async function run(): Promise<object> {
  const table: Record<string, unknown> = {};
  const wanted = process.env.FAULT ?? '';
  for (const { fault, run: provoke } of SCENARIOS) {
    if (fault.includes(wanted)) table[fault] = await provoke(process.env.FAULT_LENGTH === 'short' ? 'short' : 'long');
  }
  return table;
}
