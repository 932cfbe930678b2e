import { z } from 'zod';
import { post } from '../post.ts';
import { Secret, signatureOf } from '../signature.ts';
import { defineWay, webAddress } from '../way.ts';

/** Another system over HTTP: the alarm as the API gives it out, and its site, signed. */
export const webhook = defineWay({
  id: 'webhook',
  label: { zh: '网络回调', en: 'Webhook' },
  address: z.strictObject({ url: webAddress }),
  secrets: z.strictObject({ secret: Secret }),
  urlOf: ({ url }) => url,
  send: async (notice, { address, secrets }, sending) => {
    const body = JSON.stringify({ ...notice.view, site: notice.site.code, ...(notice.isTest && { test: true }) });
    const headers = signatureOf(notice.id, body, secrets.secret, sending.now());
    await post(new URL(address.url), { type: 'application/json', body, headers }, sending);
  },
});
