import { cap } from './cap.ts';
import { dingtalk } from './dingtalk.ts';
import { mail } from './mail.ts';
import { webhook } from './webhook.ts';
import { wecom } from './wecom.ts';

/** The ways there are of telling somebody. */
export const WAYS = [webhook, mail, wecom, dingtalk, cap] as const;
