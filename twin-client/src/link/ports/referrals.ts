import type { ReferralsPort } from '../../state/ports/referrals.ts';
import { HandlersReply } from '../../state/records/handler.ts';
import { ReferralsReply } from '../../state/records/referral.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Alarms that are passed to other parties (E6.1.8-2). */
export function referralsPort(at: Address): ReferralsPort {
  const answer = (alarm: string, action: 'receive' | 'reply', body: object) =>
    send(at(`/referrals/${encodeURIComponent(alarm)}/${action}`), { method: 'POST', body });
  return {
    async partners(signal) {
      const { items } = await ask(at('/partners'), HandlersReply, { signal });
      return new Map(items.map(({ id, displayName }) => [id, displayName]));
    },
    mine: async (signal) => (await ask(at('/referrals'), ReferralsReply, { signal })).items,
    async receive(alarm) {
      await answer(alarm, 'receive', {});
    },
    async reply(alarm, reply) {
      await answer(alarm, 'reply', { reply });
    },
  };
}
