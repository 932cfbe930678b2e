import type { ReferredAlarm } from '../records/referral.ts';

/** Alarms that are passed to other parties (E6.1.8-2). Every method rejects with a Problem. */
export interface ReferralsPort {
  /** Names of the parties that alarms can be passed to, by account id. */
  partners(signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** What was passed to the account that is signed in, the newest first. */
  mine(signal?: AbortSignal): Promise<readonly ReferredAlarm[]>;
  receive(alarm: string): Promise<void>;
  reply(alarm: string, reply: string): Promise<void>;
}
