import { z } from 'zod';
import type { DrillsPort } from '../../state/ports/drills.ts';
import { DrillDetail, DrillsReply, ScenarioDetail, ScenariosReply } from '../../state/records/drill.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const LISTED = 200;

/** Drills and their scenarios. */
export function drillsPort(at: Address): DrillsPort {
  const drill = (number: number, act: string, body: object) =>
    ask(at(`/drills/${number}/${act}`), DrillDetail, { method: 'POST', body });
  const scenario = (code: string) => at(`/drills/scenarios/${encodeURIComponent(code)}`);
  return {
    list: async (signal) => (await ask(at('/drills', { limit: LISTED }), DrillsReply, { signal })).items,
    get: (number, signal) => ask(at(`/drills/${number}`), DrillDetail, { signal }),
    prepare: (wish) => ask(at('/drills'), DrillDetail, { method: 'POST', body: wish }),
    join: (number, role) => drill(number, 'join', { role }),
    say: (number, to, text) => drill(number, 'messages', { to, text }),
    steer: (number, act) => drill(number, act, {}),
    async addPicture(number, moment, jpeg) {
      await send(at(`/drills/${number}/pictures`, { moment }), { method: 'POST', body: jpeg });
    },
    reportAddress: (number, lang) => at(`/drills/${number}/report`, { lang }),
    scenarios: async (signal) => (await ask(at('/drills/scenarios'), ScenariosReply, { signal })).items,
    scenario: (code, signal) => ask(scenario(code), ScenarioDetail, { signal }),
    async scenarioOfAlarm(alarm, signal) {
      const path = at(`/drills/scenarios/of-alarm/${encodeURIComponent(alarm)}`);
      return (await ask(path, z.object({ text: z.string() }), { signal })).text;
    },
    putScenario: (code, text) => ask(scenario(code), ScenarioDetail, { method: 'PUT', body: { text } }),
    async removeScenario(code) {
      await send(scenario(code), { method: 'DELETE' });
    },
  };
}
