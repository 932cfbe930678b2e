import type { RuleSettings } from 'twin-core';
import type { AlarmRuleEntry } from '../records/alarm-rule.ts';
import type { ArmOutcome, ArmPeriod, ArmRecord, ArmSchedule, Coverage } from '../records/arming.ts';
import type { Receiver, ReceiverDraft, ReceiverTest } from '../records/receiver.ts';

/** What a site sets about alarms. `version` is that of the record as it was read. Every method rejects with a Problem: status 409 where somebody else was faster. */
export interface SettingsPort {
  rules(signal?: AbortSignal): Promise<readonly AlarmRuleEntry[]>;
  putRule(code: string, settings: RuleSettings, version: string): Promise<AlarmRuleEntry>;
  /** Has it as declared again. */
  resetRule(code: string, version: string): Promise<void>;

  coverage(signal?: AbortSignal): Promise<Coverage>;
  /** Arms or disarms the detectors of a fence zone; answers when each has obeyed, or did not in time. */
  arm(zone: string, armed: boolean): Promise<ArmOutcome>;
  /** By zone, of every fence zone. */
  armSchedules(signal?: AbortSignal): Promise<ReadonlyMap<string, ArmSchedule>>;
  putArmSchedule(zone: string, periods: readonly ArmPeriod[] | null, version: string): Promise<ArmSchedule>;
  armLog(zone: string, limit: number, signal?: AbortSignal): Promise<readonly ArmRecord[]>;

  receivers(signal?: AbortSignal): Promise<readonly Receiver[]>;
  /** `version` is null for a new one. */
  putReceiver(receiver: ReceiverDraft, version: string | null): Promise<Receiver>;
  removeReceiver(id: string): Promise<void>;
  testReceiver(id: string): Promise<ReceiverTest>;
}
