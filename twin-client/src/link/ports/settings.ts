import type { SettingsPort } from '../../state/ports/settings.ts';
import { AlarmRuleEntry, AlarmRulesReply } from '../../state/records/alarm-rule.ts';
import { ArmLogReply, ArmOutcome, ArmSchedule, ArmSchedulesReply, Coverage } from '../../state/records/arming.ts';
import { Receiver, ReceiversReply, ReceiverTest } from '../../state/records/receiver.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Alarm rules, arming and receivers of notices. */
export function settingsPort(at: Address): SettingsPort {
  const id = encodeURIComponent;
  return {
    rules: async (signal) => (await ask(at('/alarm-rules'), AlarmRulesReply, { signal })).items,
    putRule: (code, body, version) =>
      ask(at(`/alarm-rules/${id(code)}`, { version }), AlarmRuleEntry, { method: 'PUT', body }),
    async resetRule(code, version) {
      await send(at(`/alarm-rules/${id(code)}`, { version }), { method: 'DELETE' });
    },
    coverage: (signal) => ask(at('/perimeter/coverage'), Coverage, { signal }),
    arm: (zone, armed) => ask(at(`/zones/${id(zone)}/${armed ? 'arm' : 'disarm'}`), ArmOutcome, { method: 'POST' }),
    async armSchedules(signal) {
      const { items } = await ask(at('/arm-schedules'), ArmSchedulesReply, { signal });
      return new Map(items.map(({ zone, ...schedule }) => [zone, schedule]));
    },
    putArmSchedule: (zone, periods, version) =>
      ask(at(`/zones/${id(zone)}/arm-schedule`, { version }), ArmSchedule, { method: 'PUT', body: { periods } }),
    armLog: async (zone, limit, signal) =>
      (await ask(at(`/zones/${id(zone)}/arm-log`, { limit }), ArmLogReply, { signal })).items,
    receivers: async (signal) => (await ask(at('/receivers'), ReceiversReply, { signal })).items,
    putReceiver: ({ id: receiver, ...body }, version) =>
      ask(at(`/receivers/${id(receiver)}`, { version: version ?? '' }), Receiver, { method: 'PUT', body }),
    async removeReceiver(receiver) {
      await send(at(`/receivers/${id(receiver)}`), { method: 'DELETE' });
    },
    testReceiver: (receiver) => ask(at(`/receivers/${id(receiver)}/test`), ReceiverTest, { method: 'POST' }),
  };
}
