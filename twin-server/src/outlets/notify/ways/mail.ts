import { z } from 'zod';
import { noticeText } from '../notice-text.ts';
import { defineWay } from '../way.ts';

const MOST_RECIPIENTS = 20;

/** People by e-mail, over the mail server of the settings. */
export const mail = defineWay({
  id: 'mail',
  label: { zh: '电子邮件', en: 'E-mail' },
  address: z.strictObject({ to: z.array(z.email()).min(1).max(MOST_RECIPIENTS) }),
  secrets: z.strictObject({}),
  urlOf: () => null,
  send: async (notice, { address, language }, { mail: server, timeoutMs }) => {
    if (!server) throw new Error('no mail server is set: TWIN_SMTP_URL');
    const { title, lines, warning } = noticeText(notice, language);
    const text = [...(warning ? [warning, ''] : []), ...lines.map(([word, what]) => `${word}: ${what}`)].join('\n');
    await server.send({ id: notice.id, to: address.to, subject: title, text, timeoutMs });
  },
});
