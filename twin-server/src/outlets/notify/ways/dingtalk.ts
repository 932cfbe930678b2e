import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { markdownOf, noticeText } from '../notice-text.ts';
import { checkRobotAnswer, post } from '../post.ts';
import { defineWay, webAddress } from '../way.ts';

/** open.dingtalk.com, custom robots: a message is at most 20,000 bytes. */
const MOST_BYTES = 18_000;

/** A group of DingTalk (钉钉), by its robot whose safety setting is a signature. */
export const dingtalk = defineWay({
  id: 'dingtalk',
  label: { zh: '钉钉群机器人', en: 'DingTalk robot' },
  address: z.strictObject({ url: webAddress.default('https://oapi.dingtalk.com/robot/send') }),
  secrets: z.strictObject({ token: z.string().min(1).max(200), secret: z.string().min(1).max(200) }),
  urlOf: ({ url }) => url,
  send: async (notice, { address, secrets, language }, sending) => {
    const url = new URL(address.url);
    const timestamp = String(sending.now());
    url.searchParams.set('access_token', secrets.token);
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('sign', signOf(timestamp, secrets.secret));
    const text = noticeText(notice, language);
    const body = JSON.stringify({
      msgtype: 'markdown',
      markdown: { title: text.title, text: markdownOf(text, MOST_BYTES) },
    });
    checkRobotAnswer(url.host, await post(url, { type: 'application/json', body }, sending));
  },
});

/** HMAC-SHA256 of `timestamp\nsecret` by the secret, base64 (open.dingtalk.com, security settings of custom robots). */
function signOf(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}
