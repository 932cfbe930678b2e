import { z } from 'zod';
import { markdownOf, noticeText } from '../notice-text.ts';
import { checkRobotAnswer, post } from '../post.ts';
import { defineWay, webAddress } from '../way.ts';

/** developer.work.weixin.qq.com/document/path/91770: bytes of UTF-8 in a markdown message. */
const MOST_BYTES = 4096;

/** A group of WeCom (企业微信), by its robot. */
export const wecom = defineWay({
  id: 'wecom',
  label: { zh: '企业微信群机器人', en: 'WeCom robot' },
  address: z.strictObject({ url: webAddress.default('https://qyapi.weixin.qq.com/cgi-bin/webhook/send') }),
  secrets: z.strictObject({ key: z.string().min(1).max(200) }),
  urlOf: ({ url }) => url,
  send: async (notice, { address, secrets, language }, sending) => {
    const url = new URL(address.url);
    url.searchParams.set('key', secrets.key);
    const content = markdownOf(noticeText(notice, language), MOST_BYTES);
    const body = JSON.stringify({ msgtype: 'markdown', markdown: { content } });
    checkRobotAnswer(url.host, await post(url, { type: 'application/json', body }, sending));
  },
});
