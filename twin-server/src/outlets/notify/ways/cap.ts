import { z } from 'zod';
import { capMessage } from '../cap/cap-message.ts';
import { post } from '../post.ts';
import { Secret, signatureOf } from '../signature.ts';
import { defineWay, webAddress } from '../way.ts';

/** Another system by the Common Alerting Protocol, signed like a webhook. */
export const cap = defineWay({
  id: 'cap',
  label: { zh: 'CAP 1.2 预警接口', en: 'CAP 1.2 alerts' },
  address: z.strictObject({ url: webAddress }),
  secrets: z.strictObject({ secret: Secret }),
  urlOf: ({ url }) => url,
  send: async (notice, { address, secrets }, sending) => {
    if (!notice.cap) throw new Error('alerts are an action of their own: alertOut');
    const body = capMessage(notice, notice.cap);
    const headers = signatureOf(notice.cap.identifier, body, secrets.secret, sending.now());
    await post(new URL(address.url), { type: 'application/cap+xml', body, headers }, sending);
  },
});
